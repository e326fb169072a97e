//! What people are told of, by kind and by the thing it is about. Words are the reader's room's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares an enum of stable snake_case codes.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            #[must_use]
            pub fn known(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == code)
            }
        }
    };
}

codes! {
    /// Why somebody is told something.
    NoticeKind {
        Follow = "follow",
        FollowRequest = "follow_request",
        FollowAccepted = "follow_accepted",
        Mention = "mention",
        Reply = "reply",
        Reaction = "reaction",
        /// A credential claim of one's own was decided, or its state changed.
        ClaimDecided = "claim_decided",
        /// A checked credential ends soon.
        CredentialExpiring = "credential_expiring",
        /// Somebody else gave one's own registration number.
        RegistrationUsed = "registration_used",
        /// One's name carries a protected title that nobody checked.
        TitleUnverified = "title_unverified",
        /// A context note was written on one's own status.
        NoteWritten = "note_written",
        /// A note of one's own, or on one's own status, is shown or no longer shown.
        NoteDecided = "note_decided",
        /// A claim that one saw was answered by the evidence.
        Correction = "correction",
        /// A report of one's own came to an end.
        ReportDecided = "report_decided",
        /// A measure was taken against oneself or one's own status.
        Sanctioned = "sanctioned",
        AppealDecided = "appeal_decided",
        /// There is work for somebody with a duty: a case, a claim, a proposal to second.
        DutyCalls = "duty_calls",
        /// An organisation that one looks after was checked, is no longer, or soon has to be.
        OrganisationChanged = "organisation_changed",
        /// Somebody asks one to look after an organisation with them.
        OrganisationInvite = "organisation_invite",
        /// An organisation would like to say something about one.
        AttestationOffered = "attestation_offered",
        /// An organisation takes back what it said about one.
        AttestationEnded = "attestation_ended",
        /// A colleague asks one to vouch for them.
        VouchAsked = "vouch_asked",
        /// A colleague vouches for one.
        VouchGiven = "vouch_given",
    }
}

codes! {
    /// What kind of thing a notice is about; the id says which.
    AboutKind {
        Persona = "persona",
        Status = "status",
        CredentialClaim = "credential_claim",
        Note = "note",
        ClaimRecord = "claim_record",
        Report = "report",
        Case = "case",
        Sanction = "sanction",
        Appeal = "appeal",
        Proposal = "proposal",
        Organisation = "organisation",
        Attestation = "attestation",
        Vouch = "vouch",
        Answer = "answer",
        /// A notice against a danger, placed by a professional.
        Interim = "interim",
    }
}

/// The thing a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct About {
    pub kind: AboutKind,
    pub id: i64,
}

codes! {
    /// A measure of the moderators.
    SanctionAct {
        /// The status carries a label; the reader decides.
        Label = "label",
        /// The status, or all of the persona, is shown to followers only and nowhere listed.
        Limit = "limit",
        /// The status is shown to its author and to moderators only.
        Hide = "hide",
        /// The persona may not write until the end.
        Suspend = "suspend",
        /// Counted; what follows is in the rules.
        Strike = "strike",
        /// The person may not write until the end, under any name. Nobody learns the other names.
        SuspendPerson = "suspend_person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_their_json_are_one() {
        for kind in NoticeKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for kind in AboutKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for act in SanctionAct::ALL {
            assert_eq!(SanctionAct::known(act.as_str()), Some(*act));
            assert_eq!(serde_json::to_value(act).unwrap(), act.as_str());
        }
    }
}
