//! What open pages hear of: after each commit, the topics a status stands under are told its id.
//! Each page then asks for itself whether its own reader may see it, so topics carry no words.

use commonround_db::{Consumer, Db, Delivered, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{
    Event, InterimChanged, NoteChanged, Status, StatusDeleted, StatusPublished, StatusReacted,
};
use commonround_web::live::{Hub, LiveEvent};

use crate::model::Visibility;
use crate::store::live::{Standing, standing};

/// What happened to a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    Published,
    /// Its counts are others now.
    Counted,
    /// A context note came to stand beside it, or went.
    Noted,
    Deleted,
}

impl Happened {
    pub const ALL: [Self; 4] = [Self::Published, Self::Counted, Self::Noted, Self::Deleted];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Counted => "counted",
            Self::Noted => "noted",
            Self::Deleted => "deleted",
        }
    }

    /// What a live event of this room says.
    #[must_use]
    pub fn of(event: &LiveEvent) -> Option<Self> {
        Self::ALL.into_iter().find(|happened| happened.as_str() == event.kind)
    }
}

/// Statuses by a persona.
#[must_use]
pub fn persona_topic(persona: Id<Persona>) -> String {
    format!("persona:{persona}")
}

/// Public statuses with a tag.
#[must_use]
pub fn tag_topic(folded: &str) -> String {
    format!("tag:{folded}")
}

/// Everything said in a thread.
#[must_use]
pub fn thread_topic(thread: Id<Status>) -> String {
    format!("thread:{thread}")
}

/// One status: its counts and its end.
#[must_use]
pub fn status_topic(status: Id<Status>) -> String {
    format!("status:{status}")
}

/// Public statuses that begin a conversation.
pub const LOCAL_TOPIC: &str = "local";

/// Every topic a status stands under. A deleted one has lost its tags with its words, so open tag
/// pages keep showing it until they are loaded again; what they show leads to a 410.
fn topics(id: Id<Status>, at: &Standing) -> Vec<String> {
    let mut topics = vec![persona_topic(at.author), thread_topic(at.thread), status_topic(id)];
    if at.visibility == Visibility::Public {
        topics.extend(at.tags.iter().map(|tag| tag_topic(tag)));
        if at.in_reply_to.is_none() {
            topics.push(LOCAL_TOPIC.to_owned());
        }
    }
    topics
}

/// Tells the hub of this process what was committed.
pub struct Announcer {
    hub: Hub,
}

impl Announcer {
    #[must_use]
    pub fn new(hub: Hub) -> Self {
        Self { hub }
    }

    fn tell(&self, happened: Happened, id: Id<Status>, at: &Standing) {
        let topics = topics(id, at);
        let topics: Vec<_> = topics.iter().map(String::as_str).collect();
        self.hub.publish_all(&topics, LiveEvent::new(happened.as_str(), id.get()));
    }
}

impl Consumer for Announcer {
    fn name(&self) -> &'static str {
        "commons.live"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[
            StatusPublished::TOPIC,
            StatusDeleted::TOPIC,
            StatusReacted::TOPIC,
            NoteChanged::TOPIC,
            InterimChanged::TOPIC,
        ]
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let told = told(event)?;
            for (happened, id) in told {
                let at = db.read_inline(move |tx: &mut Tx<'_>| standing(tx, id)).await?;
                if let Some(at) = at {
                    self.tell(happened, id, &at);
                }
            }
            Ok(())
        })
    }
}

/// What an event tells of which status.
fn told(event: &Delivered) -> Result<Vec<(Happened, Id<Status>)>> {
    if let Some(StatusPublished { status, in_reply_to, .. }) = event.read()? {
        let parent = in_reply_to.map(|parent| (Happened::Counted, parent));
        return Ok([Some((Happened::Published, status)), parent].into_iter().flatten().collect());
    }
    if let Some(StatusDeleted { status, .. }) = event.read()? {
        return Ok(vec![(Happened::Deleted, status)]);
    }
    if let Some(NoteChanged { status, .. }) = event.read()? {
        return Ok(vec![(Happened::Noted, status)]);
    }
    if let Some(InterimChanged { status, .. }) = event.read()? {
        return Ok(vec![(Happened::Noted, status)]);
    }
    let reacted: Option<StatusReacted> = event.read()?;
    Ok(reacted.map(|reacted| (Happened::Counted, reacted.status)).into_iter().collect())
}
