//! What a row says, by its kind.

use commonround_vocabulary::{AboutKind, NoticeKind};
use commonround_web::{Ui, Value};

use crate::list_notices::Notice;

/// The sentence of a row.
#[must_use]
pub fn sentence(ui: &Ui<'_>, notice: &Notice) -> String {
    let acts = |key| {
        let args: [(&str, Value<'_>); 2] =
            [("who", who(ui, notice).into()), ("n", number(notice.total))];
        ui.ta(key, &args)
    };
    match notice.kind {
        NoticeKind::Follow => acts("notify-follow"),
        NoticeKind::FollowRequest => acts("notify-follow-request"),
        NoticeKind::FollowAccepted => acts("notify-follow-accepted"),
        NoticeKind::Mention => acts("notify-mention"),
        NoticeKind::Reply => acts("notify-reply"),
        NoticeKind::Reaction => acts("notify-reaction"),
        NoticeKind::OrganisationInvite => acts("notify-organisation-invite"),
        NoticeKind::VouchAsked => acts("notify-vouch-asked"),
        NoticeKind::VouchGiven => acts("notify-vouch-given"),
        decided => ui.t(decision(decided, notice.about.kind)).to_owned(),
    }
}

const fn decision(kind: NoticeKind, about: AboutKind) -> &'static str {
    match kind {
        NoticeKind::ClaimDecided => "notify-claim-decided",
        NoticeKind::CredentialExpiring => "notify-credential-expiring",
        NoticeKind::RegistrationUsed => "notify-registration-used",
        NoticeKind::TitleUnverified => "notify-title-unverified",
        NoticeKind::NoteWritten if matches!(about, AboutKind::Interim) => "notify-interim-placed",
        NoticeKind::NoteWritten => "notify-note-written",
        NoticeKind::NoteDecided => "notify-note-decided",
        NoticeKind::Correction => "notify-correction",
        NoticeKind::ReportDecided => "notify-report-decided",
        NoticeKind::Sanctioned => "notify-sanctioned",
        NoticeKind::AppealDecided => "notify-appeal-decided",
        NoticeKind::OrganisationChanged => "notify-organisation-changed",
        NoticeKind::AttestationOffered => "notify-attestation-offered",
        NoticeKind::AttestationEnded => "notify-attestation-ended",
        _ => match about {
            AboutKind::Case => "notify-duty-case",
            AboutKind::CredentialClaim => "notify-duty-claim",
            AboutKind::Proposal => "notify-duty-proposal",
            AboutKind::Appeal => "notify-duty-appeal",
            AboutKind::Note => "notify-duty-note",
            AboutKind::Interim => "notify-duty-interim",
            _ => "notify-duty-other",
        },
    }
}

/// "Dana", "Dana and Eli", "Dana and 3 others", "Dana and many others".
fn who(ui: &Ui<'_>, notice: &Notice) -> String {
    let name = |nth: usize| notice.people.get(nth).map_or("", |card| card.display_name.as_str());
    let others = notice.total.saturating_sub(1);
    match others {
        0 => name(0).to_owned(),
        1 if notice.people.len() > 1 => {
            ui.ta("notify-who-two", &[("a", name(0).into()), ("b", name(1).into())])
        }
        _ if notice.is_crowded() => ui.ta("notify-who-many", &[("a", name(0).into())]),
        n => ui.ta("notify-who-others", &[("a", name(0).into()), ("n", number(n))]),
    }
}

fn number(n: usize) -> Value<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// What a kind is called among the settings.
#[must_use]
pub const fn kind_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Follow => "notify-kind-follow",
        NoticeKind::FollowRequest => "notify-kind-follow-request",
        NoticeKind::FollowAccepted => "notify-kind-follow-accepted",
        NoticeKind::Mention => "notify-kind-mention",
        NoticeKind::Reply => "notify-kind-reply",
        NoticeKind::Reaction => "notify-kind-reaction",
        NoticeKind::ClaimDecided => "notify-kind-claim-decided",
        NoticeKind::CredentialExpiring => "notify-kind-credential-expiring",
        NoticeKind::RegistrationUsed => "notify-kind-registration-used",
        NoticeKind::TitleUnverified => "notify-kind-title-unverified",
        NoticeKind::NoteWritten => "notify-kind-note-written",
        NoticeKind::NoteDecided => "notify-kind-note-decided",
        NoticeKind::Correction => "notify-kind-correction",
        NoticeKind::ReportDecided => "notify-kind-report-decided",
        NoticeKind::Sanctioned => "notify-kind-sanctioned",
        NoticeKind::AppealDecided => "notify-kind-appeal-decided",
        NoticeKind::DutyCalls => "notify-kind-duty-calls",
        NoticeKind::OrganisationChanged => "notify-kind-organisation-changed",
        NoticeKind::OrganisationInvite => "notify-kind-organisation-invite",
        NoticeKind::AttestationOffered => "notify-kind-attestation-offered",
        NoticeKind::AttestationEnded => "notify-kind-attestation-ended",
        NoticeKind::VouchAsked => "notify-kind-vouch-asked",
        NoticeKind::VouchGiven => "notify-kind-vouch-given",
    }
}

/// The picture of a row without people.
#[must_use]
pub const fn icon_of(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::ClaimDecided | NoticeKind::CredentialExpiring => "badge-check",
        NoticeKind::RegistrationUsed | NoticeKind::TitleUnverified => "triangle-alert",
        NoticeKind::NoteWritten | NoticeKind::NoteDecided => "file-text",
        NoticeKind::Correction => "book-open-check",
        NoticeKind::ReportDecided => "flag",
        NoticeKind::Sanctioned | NoticeKind::AppealDecided => "scale",
        NoticeKind::DutyCalls => "clipboard-list",
        NoticeKind::OrganisationChanged => "briefcase",
        NoticeKind::AttestationOffered | NoticeKind::AttestationEnded => "quote",
        _ => "bell",
    }
}
