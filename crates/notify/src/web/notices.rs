use commonround_kernel::Id;
use commonround_vocabulary::Notification;
use commonround_web::live::stream_bell;
use commonround_web::{Answer, Caller, Done, Input, Paging, Query, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::list_notices::list_notices;
use crate::mark_seen::mark_seen;
use crate::model::Tab;
use crate::{Notify, api, views};

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Asked {
    /// One of the lists; all where nothing is said.
    pub tab: Tab,
}

pub async fn list_notifications(
    State(notify): State<Notify>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Paging(slice): Paging,
) -> Answer {
    let (actor, subjects) = (caller.require()?.clone(), notify.subjects.clone());
    let read = move |tx: &mut commonround_db::Tx<'_>| {
        list_notices(tx, &subjects, &actor, asked.tab, slice)
    };
    let notices = notify.db.read(read).await?;
    Ok(caller.show(|| api::NotificationsPage::from(&notices), |ui| views::page(ui, &notices)))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SeenInput {
    /// `newest` of the page that was shown; without it everything is marked.
    pub up_to: Option<Id<Notification>>,
}

pub async fn mark_notifications_seen(
    State(notify): State<Notify>,
    caller: Caller,
    Input(input): Input<SeenInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    let persona = actor.persona;
    let unread = notify.db.write(move |tx| mark_seen(tx, &actor, input.up_to)).await?;
    notify.hub.ring(persona);
    let done = Done::to("/notifications").saying("notify-notice-seen");
    Ok(caller.done_patch(done, || api::Seen { unread }, |ui| views::seen_patch(ui, unread)))
}

pub async fn stream_notifications(State(notify): State<Notify>, caller: Caller) -> Answer {
    stream_bell(&caller, &notify.hub)
}
