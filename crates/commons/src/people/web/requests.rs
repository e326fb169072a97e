use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_web::{Answer, Caller, Done, Paging, Path, State};

use crate::Commons;
use crate::people::api::{Relationship, RequestPage};
use crate::people::policy::Relation;
use crate::people::{FollowRequest, accept_follow_request, lists, reject_follow_request, views};

pub async fn list_follow_requests(
    State(commons): State<Commons>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    let actor = caller.require()?.clone();
    let people = commons.db.read(move |tx| lists::follow_requests(tx, &actor, slice)).await?;
    Ok(caller.show(|| RequestPage::of(&people), |ui| views::follow_requests(ui, &people)))
}

pub async fn accept(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<FollowRequest>>,
) -> Answer {
    answer(&commons, &caller, id, "commons-people-notice-accepted", accept_follow_request).await
}

pub async fn reject(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<FollowRequest>>,
) -> Answer {
    answer(&commons, &caller, id, "commons-people-notice-rejected", reject_follow_request).await
}

type Act = fn(&mut Tx<'_>, &Actor, Id<FollowRequest>) -> Result<(Relation, Id<Persona>)>;

async fn answer(
    commons: &Commons,
    caller: &Caller,
    id: Id<FollowRequest>,
    notice: &'static str,
    act: Act,
) -> Answer {
    let actor = caller.require()?.clone();
    let (relation, follower) = commons.db.write(move |tx| act(tx, &actor, id)).await?;
    let done = Done::to("/follow-requests").saying(notice);
    Ok(caller.done(done, || Relationship::of(follower, &relation)))
}
