use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Result};
use commonround_web::State;
use commonround_web::{Answer, Caller, Done, Patch, Path, Ui};

use crate::limits::TAG_FOLLOWS_MAX;
use crate::model::TagName;
use crate::store::tags;
use crate::{Commons, api, views};

fn parse(raw: &str) -> Result<TagName> {
    TagName::parse(raw).ok_or(Error::NotFound)
}

pub async fn follow_tag(
    State(commons): State<Commons>,
    caller: Caller,
    Path(tag): Path<String>,
) -> Answer {
    set_following(&commons, &caller, &tag, true, crate::follow_tag).await
}

pub async fn unfollow_tag(
    State(commons): State<Commons>,
    caller: Caller,
    Path(tag): Path<String>,
) -> Answer {
    set_following(&commons, &caller, &tag, false, crate::unfollow_tag).await
}

async fn set_following(
    commons: &Commons,
    caller: &Caller,
    raw: &str,
    following: bool,
    act: fn(&mut Tx<'_>, &Actor, &TagName) -> Result<()>,
) -> Answer {
    let actor = caller.require()?.clone();
    let tag = parse(raw)?;
    let written = tag.clone();
    commons.db.write(move |tx| act(tx, &actor, &written)).await?;
    let back = caller.next().map_or_else(|| format!("/tags/{}", tag.shown), str::to_owned);
    let patch = |ui: &Ui<'_>| {
        let button = views::follow_button(ui, &tag, following);
        Patch::new().replace(&views::tag_target(&tag), button)
    };
    let json = || api::TagFollow { name: &tag.shown, following };
    Ok(caller.done_patch(Done::to(back), json, patch))
}

pub async fn list_followed_tags(State(commons): State<Commons>, caller: Caller) -> Answer {
    let persona = caller.require()?.persona;
    let read = move |tx: &mut Tx<'_>| tags::followed(tx, persona, TAG_FOLLOWS_MAX);
    let followed = commons.db.read_inline(read).await?;
    let json = || api::FollowedTags { tags: followed.iter().map(api::TagInfo::from).collect() };
    Ok(caller.show(json, |ui| views::followed_tags_page(ui, &followed)))
}
