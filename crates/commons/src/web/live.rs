//! Open pages. A topic says that something happened to a status; each stream then asks for its own
//! reader, through the same reads as the pages, and sends what that reader may see.

use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Slice};
use commonround_vocabulary::Status;
use commonround_web::State;
use commonround_web::live::{LiveEvent, stream};
use commonround_web::{Answer, Caller, Patch, Path};

use crate::beside::Neighbours;
use crate::cards::StatusCard;
use crate::limits::{LIVE_PERSONAS_MAX, LIVE_TAGS_MAX};
use crate::live::{Happened, LOCAL_TOPIC, persona_topic, tag_topic, thread_topic};
use crate::model::TagName;
use crate::store::{live as store_live, statuses, tags};
use crate::{Commons, Viewer, timeline, views};

/// The page that is open.
#[derive(Debug, Clone)]
enum Open {
    Home(Id<Persona>),
    Local,
    Tag(TagName),
    Thread,
}

pub async fn home(State(commons): State<Commons>, caller: Caller) -> Answer {
    let persona = caller.require()?.persona;
    let topics = commons.db.read_inline(move |tx| home_topics(tx, persona)).await?;
    open(commons, caller, Open::Home(persona), &topics)
}

/// The people and tags home is made of, the newest follows first where there are too many.
fn home_topics(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<String>> {
    let people = store_live::followed(tx, persona, LIVE_PERSONAS_MAX)?;
    let tags = tags::followed(tx, persona, LIVE_TAGS_MAX)?;
    let mut topics = vec![persona_topic(persona)];
    topics.extend(people.into_iter().map(persona_topic));
    topics.extend(tags.iter().map(|tag| tag_topic(&tag.folded)));
    Ok(topics)
}

pub async fn local(State(commons): State<Commons>, caller: Caller) -> Answer {
    open(commons, caller, Open::Local, &[LOCAL_TOPIC.to_owned()])
}

pub async fn tag(
    State(commons): State<Commons>,
    caller: Caller,
    Path(tag): Path<String>,
) -> Answer {
    let tag = TagName::parse(&tag).ok_or(Error::NotFound)?;
    let topic = tag_topic(&tag.folded);
    open(commons, caller, Open::Tag(tag), &[topic])
}

pub async fn thread(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
) -> Answer {
    let viewer = Viewer::of(caller.actor());
    let focus = commons.db.read_inline(move |tx| statuses::seen(tx, viewer, id)).await?;
    open(commons, caller, Open::Thread, &[thread_topic(focus.thread)])
}

fn open(commons: Commons, caller: Caller, page: Open, topics: &[String]) -> Answer {
    let events = commons.hub.subscribe(topics);
    let reader = caller.clone();
    let page = Arc::new(page);
    stream(&caller, events, move |event: Arc<LiveEvent>| {
        let (commons, reader, page) = (commons.clone(), reader.clone(), Arc::clone(&page));
        async move { shown(&commons, &reader, &page, &event).await }
    })
}

/// What the reader gets to see of an event, if anything. An error is nothing: the page itself
/// tells the truth when it is loaded again.
async fn shown(
    commons: &Commons,
    reader: &Caller,
    page: &Arc<Open>,
    event: &LiveEvent,
) -> Option<Patch> {
    let happened = Happened::of(event)?;
    let id = Id::from_i64(event.key);
    let viewer = Viewer::of(reader.actor());
    let read = {
        let (page, neighbours) = (Arc::clone(page), commons.neighbours.clone());
        move |tx: &mut Tx<'_>| match happened {
            Happened::Published => arrived(tx, &neighbours, viewer, &page, id),
            Happened::Counted | Happened::Noted => {
                timeline::one(tx, &neighbours, viewer, id).map(Some)
            }
            Happened::Deleted => timeline::remains(tx, &neighbours, viewer, id).map(Some),
        }
    };
    let card = commons.db.read_inline(read).await.ok()??;
    let ui = reader.ui();
    let patch = Patch::new();
    Some(match (happened, page.as_ref()) {
        (Happened::Published, Open::Thread) => {
            let parent = card.answered.as_ref()?;
            patch.append(&views::below_target(parent.status), views::reply(&ui, &card))
        }
        (Happened::Published, _) => {
            patch.prepend(views::FEED_TARGET, views::status_card(&ui, &card))
        }
        (Happened::Counted, _) => {
            patch.replace(&views::actions_target(id), views::actions(&ui, &card))
        }
        (Happened::Noted, _) => {
            patch.replace(&views::card_target(id), views::status_card(&ui, &card))
        }
        (Happened::Deleted, Open::Thread) => {
            patch.replace(&views::card_target(id), views::tombstone(&ui, id))
        }
        (Happened::Deleted, _) => patch.remove(&views::card_target(id)),
    })
}

/// The new status, where the open page would list it. Its author saw it appear with the form.
fn arrived(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    page: &Open,
    id: Id<Status>,
) -> Result<Option<StatusCard>> {
    let only = Slice { before: Some(id.get() + 1), after: Some(id.get() - 1), limit: 1 };
    let card = match page {
        Open::Home(persona) => timeline::home(tx, neighbours, *persona, only)?.cards.pop(),
        Open::Local => timeline::local(tx, neighbours, viewer, only)?.cards.pop(),
        Open::Tag(tag) => timeline::tag(tx, neighbours, viewer, tag, only)?.cards.pop(),
        Open::Thread => timeline::one(tx, neighbours, viewer, id).map(Some)?,
    };
    Ok(card.filter(|card| !card.own))
}
