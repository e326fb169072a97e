//! Builders for tests and seeded worlds of other crates: real use cases, few words.

use commonround_db::{Db, Tx};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::Status;

use crate::model::{DisclosureFields, Reaction, TagName};
use crate::react_to_status::React;
use crate::{Fields, Gate, Submission};

/// A status to publish. Everything not said is left to defaults and suggestions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Say<'a> {
    pub text: &'a str,
    pub visibility: &'a str,
    pub in_reply_to: Option<Id<Status>>,
    pub content_warning: &'a str,
    pub disclosure: &'a str,
    pub source_url: &'a str,
    pub funded_by: &'a str,
    pub language: &'a str,
}

impl<'a> Say<'a> {
    /// To everybody.
    #[must_use]
    pub fn public(text: &'a str) -> Self {
        Self { text, visibility: "public", ..Self::default() }
    }

    /// To everybody, outside of lists and search.
    #[must_use]
    pub fn quiet(text: &'a str) -> Self {
        Self { text, visibility: "quiet", ..Self::default() }
    }

    /// To followers.
    #[must_use]
    pub fn followers(text: &'a str) -> Self {
        Self { text, visibility: "followers", ..Self::default() }
    }

    /// An answer, as wide as the profile and the parent let it be.
    #[must_use]
    pub fn reply(text: &'a str, in_reply_to: Id<Status>) -> Self {
        Self { text, in_reply_to: Some(in_reply_to), ..Self::default() }
    }

    /// What the form would send.
    pub fn submission(&self, actor: &Actor) -> Result<Submission> {
        let parent = self.in_reply_to.map(|id| id.to_string()).unwrap_or_default();
        let fields = Fields {
            text: self.text,
            content_warning: self.content_warning,
            language: self.language,
            visibility: self.visibility,
            in_reply_to: &parent,
            disclosure: DisclosureFields {
                kind: self.disclosure,
                source_url: self.source_url,
                funded_by: self.funded_by,
                ..DisclosureFields::default()
            },
            idempotency_key: "",
        };
        Submission::parse(actor, &fields).map_err(Error::from)
    }
}

/// Publishes in a unit of its own.
pub async fn say(db: &Db, actor: &Actor, what: Say<'_>) -> Result<Id<Status>> {
    let (actor, said) = (actor.clone(), what.submission(actor)?);
    db.write(move |tx| Ok(crate::publish_status(tx, &Gate::open(), &actor, &said)?.status)).await
}

/// Publishes in a unit that is open already, for worlds of thousands of statuses.
pub fn say_in(tx: &mut Tx<'_>, actor: &Actor, what: Say<'_>) -> Result<Id<Status>> {
    let said = what.submission(actor)?;
    Ok(crate::publish_status(tx, &Gate::open(), actor, &said)?.status)
}

/// Gives a reaction.
pub async fn react(db: &Db, actor: &Actor, status: Id<Status>, reaction: Reaction) -> Result<()> {
    let actor = actor.clone();
    let act = React { status, reaction, on: true };
    db.write(move |tx| crate::react_to_status(tx, &actor, act)).await
}

/// Follows a hashtag.
pub async fn follow_tag(db: &Db, actor: &Actor, tag: &str) -> Result<()> {
    let actor = actor.clone();
    let tag = TagName::parse(tag).ok_or_else(|| Error::invalid("tag", "malformed"))?;
    db.write(move |tx| crate::follow_tag(tx, &actor, &tag)).await
}

/// Deletes the actor's own status.
pub async fn delete(db: &Db, actor: &Actor, status: Id<Status>) -> Result<()> {
    let actor = actor.clone();
    db.write(move |tx| crate::delete_status(tx, &actor, status)).await
}

/// The protected titles of the worlds of tests.
#[cfg(test)]
pub(crate) fn titles() -> &'static commonround_text::titles::Pack {
    commonround_text::titles::Pack::bundled("ON-2026").expect("the pack is bundled")
}

/// A stored status with nothing in it but its place in a thread.
#[cfg(test)]
pub(crate) fn stored(
    id: i64,
    thread: i64,
    in_reply_to: Option<i64>,
    deleted: bool,
) -> crate::store::statuses::Stored {
    crate::store::statuses::Stored {
        id: Id::from_i64(id),
        author: Id::from_i64(1),
        audience: Id::from_i64(1),
        visibility: crate::model::Visibility::Public,
        in_reply_to: in_reply_to.map(Id::from_i64),
        answered: None,
        thread: Id::from_i64(thread),
        warning: None,
        language: None,
        disclosure: crate::model::Disclosure::Question,
        html: String::new(),
        tags: Vec::new(),
        counts: crate::model::Counts::default(),
        replies: 0,
        created_at: commonround_kernel::Timestamp::from_millis(0),
        deleted,
        labelled: false,
    }
}
