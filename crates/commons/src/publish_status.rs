use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::{Status, StatusPublished};
use sha2::{Digest, Sha256};

use crate::compose::author_settings;
use crate::gate::Gate;
use crate::may_reply::require_open;
use crate::model::{
    Disclosure, DisclosureFields, IdempotencyKey, Kind, Language, StatusText, Visibility, Warning,
};
use crate::notices;
use crate::policy::{self, MayPublish, Parent};
use crate::store::sight::Viewer;
use crate::store::statuses::{self, Words};
use crate::store::{idempotency, search, tags};
use crate::suggest::suggest_disclosure;

/// The fields of a form or a JSON body, as they came. Empty: not chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a> {
    pub text: &'a str,
    pub content_warning: &'a str,
    pub language: &'a str,
    pub visibility: &'a str,
    pub in_reply_to: &'a str,
    pub disclosure: DisclosureFields<'a>,
    pub idempotency_key: &'a str,
}

/// A status ready to be published: parsed and rendered, with nothing left that is slow.
#[derive(Debug, Clone)]
pub struct Submission {
    text: StatusText,
    warning: Option<Warning>,
    language: Option<Language>,
    /// `None`: as the profile says.
    visibility: Option<Visibility>,
    in_reply_to: Option<Id<Status>>,
    disclosure: Disclosure,
    key: Option<IdempotencyKey>,
    digest: [u8; 32],
}

impl Submission {
    /// Reads every field and names all that are wrong. A language that was not chosen is detected,
    /// a disclosure suggested from the words and the role, the visibility is the profile's.
    pub fn parse(actor: &Actor, fields: &Fields<'_>) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let text = wrong.take(StatusText::parse(fields.text));
        let rest = (
            wrong.take(Warning::parse(fields.content_warning)),
            wrong.take(chosen(fields.language, Language::parse)),
            wrong.take(chosen(fields.visibility, str::parse)),
            wrong.take(chosen(fields.in_reply_to, parent_id)),
            wrong.take(disclosure(actor, fields, text.as_ref())),
            wrong.take(IdempotencyKey::parse(fields.idempotency_key)),
        );
        match (text, rest) {
            (
                Some(text),
                (
                    Some(warning),
                    Some(language),
                    Some(visibility),
                    Some(in_reply_to),
                    Some(disclosure),
                    Some(key),
                ),
            ) => {
                let language = language.or_else(|| Language::detected(&text.plain));
                let digest = digest(fields);
                let all = Self {
                    text,
                    warning,
                    language,
                    visibility,
                    in_reply_to,
                    disclosure,
                    key,
                    digest,
                };
                Ok(all)
            }
            _ => Err(wrong),
        }
    }
}

impl Submission {
    /// What it will say it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.disclosure.kind()
    }
}

fn chosen<'a, T>(
    raw: &'a str,
    parse: impl FnOnce(&'a str) -> Result<T, Invalid>,
) -> Result<Option<T>, Invalid> {
    let raw = raw.trim();
    if raw.is_empty() { Ok(None) } else { parse(raw).map(Some) }
}

fn parent_id(raw: &str) -> Result<Id<Status>, Invalid> {
    raw.parse().map_err(|_| Invalid::new("in_reply_to", "unknown"))
}

fn disclosure(
    actor: &Actor,
    fields: &Fields<'_>,
    text: Option<&StatusText>,
) -> Result<Disclosure, Invalid> {
    fields.disclosure.check_basis()?;
    let kind = fields.disclosure.kind.trim();
    let first_link = text.and_then(|t| t.links.first()).map(String::as_str);
    match text {
        Some(text) if kind.is_empty() => {
            Ok(suggest_disclosure(&text.plain, first_link, actor.role))
        }
        // The words are refused already, and there is nothing to suggest from.
        None if kind.is_empty() => Ok(Disclosure::PersonalStory),
        _ => Disclosure::parse(&DisclosureFields { kind, first_link, ..fields.disclosure }),
    }
}

/// Tells two submissions under one key apart. Each field ends with a byte no text contains.
fn digest(fields: &Fields<'_>) -> [u8; 32] {
    let DisclosureFields { kind, basis, source_url, funded_by, .. } = fields.disclosure;
    let mut hash = Sha256::new();
    for field in [
        fields.text,
        fields.content_warning,
        fields.language,
        fields.visibility,
        fields.in_reply_to,
        kind,
        basis,
        source_url,
        funded_by,
    ] {
        hash.update(field);
        hash.update([0xff]);
    }
    hash.finalize().into()
}

/// What came of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    pub status: Id<Status>,
    /// False where the same submission had been published before.
    pub new: bool,
}

/// Publishes a status.
///
/// Refusals: `sign_in_required`, `email_unconfirmed`; not found where the parent is not for the actor to see, gone
/// where it was deleted; `replies_shielded` and `replies_no_strangers` where its author takes no reply of the
/// actor; `visibility=wider_than_parent`; `idempotency_key_reused`.
pub fn publish_status(
    tx: &mut Tx<'_>,
    gate: &Gate,
    actor: &Actor,
    said: &Submission,
) -> Result<Published> {
    let settings = author_settings(tx, actor)?;
    if let Some(status) = published_before(tx, actor, said)? {
        return Ok(Published { status, new: false });
    }
    let parent = said.in_reply_to.map(|id| parent(tx, gate, actor, id)).transpose()?;
    let permit = policy::may_publish(actor, said.visibility, settings.default_visibility, parent)?;
    let status = write(tx, &permit, said, settings.indexable)?;
    if let Some(key) = &said.key {
        idempotency::remember(tx, actor.persona, key, &said.digest, status)?;
    }
    Ok(Published { status, new: true })
}

fn published_before(
    tx: &mut Tx<'_>,
    actor: &Actor,
    said: &Submission,
) -> Result<Option<Id<Status>>> {
    let Some(key) = &said.key else { return Ok(None) };
    match idempotency::find(tx, actor.persona, key)? {
        None => Ok(None),
        Some(known) if known.digest == said.digest => Ok(Some(known.status)),
        Some(_) => Err(Error::Conflict("idempotency_key_reused")),
    }
}

fn parent(tx: &mut Tx<'_>, gate: &Gate, actor: &Actor, id: Id<Status>) -> Result<Parent> {
    let parent = statuses::seen(tx, Viewer::of(Some(actor)), id)?;
    require_open(tx, gate, actor, parent.author)?;
    Ok(Parent {
        status: parent.id,
        author: parent.author,
        visibility: parent.visibility,
        audience: parent.audience,
        thread: parent.thread,
    })
}

fn write(
    tx: &mut Tx<'_>,
    permit: &MayPublish,
    said: &Submission,
    indexable: bool,
) -> Result<Id<Status>> {
    let status = tx.env().new_id();
    let warning = said.warning.as_ref().map(Warning::as_str);
    let listed = permit.visibility() == Visibility::Public;
    let words = Words {
        text: &said.text,
        warning,
        language: said.language.as_ref().map(Language::as_str),
        disclosure: &said.disclosure,
        indexed: listed && indexable,
    };
    statuses::insert(tx, permit, status, &words)?;
    if listed {
        tags::list(tx, permit, status, &said.text.tags)?;
    }
    if words.indexed {
        let lang = said.language.as_ref().and_then(Language::stemmed);
        search::shelve(tx, status, &said.text.plain, warning, &said.text.tags, lang)?;
    }
    if let Some(parent) = permit.counted_by() {
        statuses::add_reply(tx, parent)?;
    }
    notices::about_publication(tx, permit, status, &said.text.mentions)?;
    announce(tx, permit, status)?;
    Ok(status)
}

fn announce(tx: &mut Tx<'_>, permit: &MayPublish, status: Id<Status>) -> Result<()> {
    let parent = permit.parent();
    let event = StatusPublished {
        status,
        author: permit.author(),
        thread: parent.map_or(status, |p| p.thread),
        in_reply_to: parent.map(|p| p.status),
    };
    outbox::emit(tx, &event).map(drop)
}
