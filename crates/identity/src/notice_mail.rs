//! Letters that say there is news in the app, and nothing of what somebody wrote.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{MailQueued, NoticeKind};

use crate::letters::Message;
use crate::model::{MailKind, MailRow};
use crate::store;
use crate::store::accounts::AccountRow;
use crate::store::mail::NewMail;

/// Whether letters about this persona reach somebody: the first of an account whose address is
/// confirmed. Whose a further persona is, no stored row says.
pub fn has_address(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    Ok(addressee(tx, persona)?.is_some())
}

/// Queues a letter of this kind to the account of the persona, with a link to `path`. Nothing where
/// no letter reaches it.
pub fn mail_notice(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    kind: NoticeKind,
    path: &str,
) -> Result<()> {
    let Some(to) = addressee(tx, persona)? else { return Ok(()) };
    let (account, lang) = (Some(to.id), to.lang.as_deref());
    let new = NewMail { kind: MailKind::Notice, account, address: &to.email, lang };
    let mail = store::mail::insert(tx, &new)?;
    store::notice_mail::set(tx, mail, kind, path)?;
    outbox::emit(tx, &MailQueued { mail })
}

fn addressee(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<AccountRow>> {
    Ok(store::accounts::by_primary(tx, persona)?.filter(|account| account.confirmed))
}

/// What a queued letter says, to the address the account has when it is written.
pub(crate) fn message(
    tx: &mut Tx<'_>,
    row: &MailRow,
) -> Result<Option<(Option<AccountRow>, Message)>> {
    let Some(account) = row.account else { return Ok(None) };
    let Some(account) = store::accounts::find(tx, account)? else { return Ok(None) };
    let Some((kind, path)) = store::notice_mail::get(tx, row.id)? else { return Ok(None) };
    let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
    Ok(Some((Some(account), Message::Notice { handle, kind, path })))
}

/// Subject and body of a letter. Kinds that are told in the app only share the plainest one.
pub(crate) const fn keys(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::ClaimDecided => {
            ("identity-mail-claim-decided-subject", "identity-mail-claim-decided-body")
        }
        NoticeKind::CredentialExpiring => {
            ("identity-mail-credential-expiring-subject", "identity-mail-credential-expiring-body")
        }
        NoticeKind::RegistrationUsed => {
            ("identity-mail-registration-used-subject", "identity-mail-registration-used-body")
        }
        NoticeKind::TitleUnverified => {
            ("identity-mail-title-unverified-subject", "identity-mail-title-unverified-body")
        }
        NoticeKind::NoteDecided => {
            ("identity-mail-note-decided-subject", "identity-mail-note-decided-body")
        }
        NoticeKind::ReportDecided => {
            ("identity-mail-report-decided-subject", "identity-mail-report-decided-body")
        }
        NoticeKind::Sanctioned => {
            ("identity-mail-sanctioned-subject", "identity-mail-sanctioned-body")
        }
        NoticeKind::AppealDecided => {
            ("identity-mail-appeal-decided-subject", "identity-mail-appeal-decided-body")
        }
        NoticeKind::DutyCalls => {
            ("identity-mail-duty-calls-subject", "identity-mail-duty-calls-body")
        }
        NoticeKind::OrganisationChanged => {
            ("identity-org-mail-changed-subject", "identity-org-mail-changed-body")
        }
        NoticeKind::AttestationOffered => {
            ("identity-org-mail-offered-subject", "identity-org-mail-offered-body")
        }
        NoticeKind::VouchAsked => {
            ("identity-vouch-mail-asked-subject", "identity-vouch-mail-asked-body")
        }
        NoticeKind::Follow
        | NoticeKind::FollowRequest
        | NoticeKind::FollowAccepted
        | NoticeKind::Mention
        | NoticeKind::Reply
        | NoticeKind::Reaction
        | NoticeKind::NoteWritten
        | NoticeKind::Correction
        | NoticeKind::OrganisationInvite
        | NoticeKind::AttestationEnded
        | NoticeKind::VouchGiven => ("identity-mail-news-subject", "identity-mail-news-body"),
    }
}
