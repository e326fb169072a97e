//! Who is told what. Pure: decides on what was read and hands out permits.

use commonround_kernel::{Actor, Error, Id, Invalid, Persona, Result};
use commonround_vocabulary::NoticeKind;
use commonround_vocabulary::NoticeRaised;

use crate::model::{Choice, Letters, Rules};

/// A notice that is kept for its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayKeep(());

/// A notice of which a letter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayMail(());

/// The reader's own list and settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayChangeOwn(Id<Persona>);

impl MayChangeOwn {
    #[must_use]
    pub fn persona(self) -> Id<Persona> {
        self.0
    }
}

/// Nobody is told of their own acts, nor of what they turned off.
#[must_use]
pub fn may_keep(told: &NoticeRaised, choice: Choice) -> Option<MayKeep> {
    let rules = Rules::of(told.kind);
    let somebody = !rules.by_people || told.by.is_some();
    let wanted = choice.in_app || rules.fixed;
    (somebody && wanted && told.by != Some(told.to)).then_some(MayKeep(()))
}

/// A letter is sent where letters are offered and wanted.
#[must_use]
pub fn may_mail(told: &NoticeRaised, choice: Choice) -> Option<MayMail> {
    let offered = Rules::of(told.kind).letters != Letters::Never;
    (offered && choice.mail && told.by != Some(told.to)).then_some(MayMail(()))
}

/// Everybody reads and sets their own, and nobody else's.
#[must_use]
pub fn may_change_own(actor: &Actor) -> MayChangeOwn {
    MayChangeOwn(actor.persona)
}

/// The kinds of a list that a form or a program sent. An empty code is left out, so that a list of
/// one clears it.
///
/// # Errors
/// 422 `unknown` on `field` for a code that is none, or that `offered` does not offer.
pub fn parse_kinds(
    field: &'static str,
    codes: &[String],
    offered: impl Fn(NoticeKind) -> bool,
) -> Result<Vec<NoticeKind>> {
    let known = |code: &String| {
        let kind = NoticeKind::known(code).filter(|kind| offered(*kind));
        kind.ok_or_else(|| Error::Invalid(Invalid::new(field, "unknown")))
    };
    codes.iter().filter(|code| !code.is_empty()).map(known).collect()
}
