use commonround_kernel::{Account, Id, Persona};
use serde::{Deserialize, Serialize};

use crate::notice::{About, NoticeKind};
use crate::{
    ClaimRecord, Event, Interim, Mail, Note, Report, Retraction, Sanction, SanctionAct, Status,
};

/// Declares event structs with their topic and key.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident($topic:literal, $key:ident) { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $kind),* }

            impl Event for $name {
                const TOPIC: &'static str = $topic;
                fn key(&self) -> i64 { self.$key.get() }
            }
        )*

        /// Every topic, for the catalogue in `docs/dev/events.md` and for checking subscriptions.
        pub const TOPICS: &[&str] = &[$($topic),*];
    };
}

events! {
    /// A letter was written and waits for a mailer.
    MailQueued("identity.mail.queued.v1", mail) { mail: Id<Mail> }
    /// A person joined; the persona is the one made with the account.
    PersonaCreated("identity.persona.created.v1", persona) { persona: Id<Persona> }
    /// The name, field or role a persona shows has changed.
    PersonaChanged("identity.persona.changed.v1", persona) { persona: Id<Persona> }
    /// The account is gone; every room erases what the persona left behind.
    PersonaErased("identity.persona.erased.v1", persona) { persona: Id<Persona> }
    /// Devices or tokens of an account lost their access.
    AccessRevoked("identity.access.revoked.v1", account) { account: Id<Account> }

    /// What was checked about a persona is not what it was: badges, rights and weights follow.
    CredentialChanged("identity.credential.changed.v1", persona) { persona: Id<Persona> }

    /// Somebody is to be told something. The room that raises it has asked whether a block or a
    /// mute stands between the two.
    NoticeRaised("notify.notice.raised.v1", to) {
        to: Id<Persona>,
        kind: NoticeKind,
        by: Option<Id<Persona>>,
        about: About,
    }

    /// A measure begins or ends: against a persona, one of its statuses, or another thing of its.
    SanctionChanged("safety.sanction.changed.v1", sanction) {
        sanction: Id<Sanction>,
        persona: Id<Persona>,
        status: Option<Id<Status>>,
        thing: Option<About>,
        act: SanctionAct,
        active: bool,
    }
    /// A context note begins or stops to be shown beside a status.
    NoteChanged("evidence.note.changed.v1", note) { note: Id<Note>, status: Id<Status> }
    /// The evidence answers a claim; whoever saw it is owed one correction.
    ClaimAnswered("evidence.claim.answered.v1", claim) { claim: Id<ClaimRecord> }

    /// A status was published.
    StatusPublished("commons.status.published.v1", status) {
        status: Id<Status>,
        author: Id<Persona>,
        thread: Id<Status>,
        in_reply_to: Option<Id<Status>>,
    }
    /// A status was taken away by its author or with its author.
    StatusDeleted("commons.status.deleted.v1", status) {
        status: Id<Status>,
        author: Id<Persona>,
        thread: Id<Status>,
    }
    /// Somebody reacted to a status or took the reaction back.
    StatusReacted("commons.status.reacted.v1", status) {
        status: Id<Status>,
        author: Id<Persona>,
        thread: Id<Status>,
        by: Id<Persona>,
    }
    /// A follow began, directly or because a request was accepted.
    FollowStarted("commons.follow.started.v1", followed) {
        follower: Id<Persona>,
        followed: Id<Persona>,
    }
    /// A follow ended.
    FollowEnded("commons.follow.ended.v1", followed) {
        follower: Id<Persona>,
        followed: Id<Persona>,
    }
    /// A locked account was asked to accept a follower.
    FollowRequested("commons.follow.requested.v1", followed) {
        follower: Id<Persona>,
        followed: Id<Persona>,
    }
    /// Somebody asked for a look at a status or a persona; `reason` is the code of the short list.
    ReportFiled("safety.report.filed.v1", report) {
        report: Id<Report>,
        persona: Id<Persona>,
        status: Option<Id<Status>>,
        reason: String,
    }

    /// Somebody has news in their list: the bells of their open pages ring.
    NoticeKept("notify.notice.kept.v1", to) { to: Id<Persona> }
    /// A work that something here is built on was retracted.
    SourceFell("evidence.source.fell.v1", retraction) { retraction: Id<Retraction> }
    /// A notice against a danger begins or stops to stand beside a status, or was signed again.
    InterimChanged("evidence.interim.changed.v1", interim) {
        interim: Id<Interim>,
        status: Id<Status>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_unique_and_carry_room_noun_verb_and_version() {
        for (i, topic) in TOPICS.iter().enumerate() {
            let parts: Vec<_> = topic.split('.').collect();
            assert_eq!(parts.len(), 4, "{topic}");
            assert!(parts[3].strip_prefix('v').is_some_and(|n| n.parse::<u8>().is_ok()), "{topic}");
            assert!(!TOPICS[..i].contains(topic), "{topic} twice");
        }
    }
}
