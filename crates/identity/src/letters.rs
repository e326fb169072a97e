//! The text of each letter, in the reader's language.

use commonround_kernel::ports::Letter;
use commonround_kernel::{Result, Secret};
use commonround_vocabulary::NoticeKind;
use commonround_web::i18n::Languages;
use commonround_web::{Lang, Value};

use crate::config::Config;
use crate::notice_mail;

/// Writes letters for one instance.
pub struct Letters {
    languages: Languages,
    config: Config,
}

/// What a letter says, with what it takes to say it.
#[derive(Debug)]
pub enum Message {
    ConfirmEmail {
        handle: String,
        code: Secret,
    },
    /// To the owner of an address that somebody tried to use.
    AlreadyJoined {
        handle: String,
    },
    ResetPassword {
        handle: String,
        code: Secret,
    },
    PasswordChanged {
        handle: String,
    },
    ConfirmNewEmail {
        handle: String,
        code: Secret,
    },
    EmailChanged {
        handle: String,
    },
    AccountErased,
    /// There is news in the app.
    Notice {
        handle: String,
        kind: NoticeKind,
        /// Where it stands on this instance.
        path: String,
    },
    /// A code to type in: the reader may not be signed in anywhere.
    ClaimCode {
        handle: String,
        code: Secret,
    },
    /// The same, for a mailbox of an organisation.
    OrganisationCode {
        handle: String,
        code: Secret,
    },
}

impl Letters {
    /// # Errors
    /// A catalogue that does not parse is a fault.
    pub fn new(config: Config) -> Result<Self> {
        Ok(Self { languages: Languages::merge(crate::CATALOGUES)?, config })
    }

    #[must_use]
    pub fn write(&self, to: &str, lang: Lang, message: &Message) -> Letter {
        let (subject, body) = keys(message);
        let (handle, link) = self.parts(message);
        let args: [(&str, Value<'_>); 3] = [
            ("site", self.config.site_name.as_str().into()),
            ("handle", handle.into()),
            ("link", link.into()),
        ];
        let text = |key| self.languages.format(lang, key, &args).unwrap_or_default();
        let body = format!("{}\n\n{}\n", text(body), text("identity-mail-foot"));
        Letter { to: to.to_owned(), subject: text(subject), body }
    }

    fn parts(&self, message: &Message) -> (String, String) {
        let coded =
            |path: &str, code: &Secret| self.config.link(&format!("{path}?code={}", code.reveal()));
        match message {
            Message::ConfirmEmail { handle, code } | Message::ConfirmNewEmail { handle, code } => {
                (handle.clone(), coded("/join/confirm", code))
            }
            Message::ResetPassword { handle, code } => (handle.clone(), coded("/reset", code)),
            Message::AlreadyJoined { handle } | Message::PasswordChanged { handle } => {
                (handle.clone(), self.config.link("/forgot"))
            }
            Message::EmailChanged { handle } => (handle.clone(), self.config.link("/about")),
            Message::AccountErased => (String::new(), self.config.link("/")),
            Message::Notice { handle, path, .. } => (handle.clone(), self.config.link(path)),
            Message::ClaimCode { handle, code } | Message::OrganisationCode { handle, code } => {
                (handle.clone(), code.reveal().to_owned())
            }
        }
    }
}

const fn keys(message: &Message) -> (&'static str, &'static str) {
    match message {
        Message::ConfirmEmail { .. } => {
            ("identity-mail-confirm-subject", "identity-mail-confirm-body")
        }
        Message::AlreadyJoined { .. } => {
            ("identity-mail-already-subject", "identity-mail-already-body")
        }
        Message::ResetPassword { .. } => {
            ("identity-mail-reset-subject", "identity-mail-reset-body")
        }
        Message::PasswordChanged { .. } => {
            ("identity-mail-password-subject", "identity-mail-password-body")
        }
        Message::ConfirmNewEmail { .. } => {
            ("identity-mail-new-email-subject", "identity-mail-new-email-body")
        }
        Message::EmailChanged { .. } => {
            ("identity-mail-email-changed-subject", "identity-mail-email-changed-body")
        }
        Message::AccountErased => ("identity-mail-erased-subject", "identity-mail-erased-body"),
        Message::Notice { kind, .. } => notice_mail::keys(*kind),
        Message::ClaimCode { .. } => {
            ("identity-cred-mail-code-subject", "identity-cred-mail-code-body")
        }
        Message::OrganisationCode { .. } => {
            ("identity-org-mail-code-subject", "identity-org-mail-code-body")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Letters {
        let public_url = "https://rounds.example".parse().unwrap();
        Letters::new(Config {
            public_url,
            site_name: "Rounds".to_owned(),
            title_pack: "generic".to_owned(),
        })
        .unwrap()
    }

    fn every_message() -> [Message; 9] {
        let handle = || "dana".to_owned();
        let code = || Secret::from_caller("c0de");
        [
            Message::ConfirmEmail { handle: handle(), code: code() },
            Message::AlreadyJoined { handle: handle() },
            Message::ResetPassword { handle: handle(), code: code() },
            Message::PasswordChanged { handle: handle() },
            Message::ConfirmNewEmail { handle: handle(), code: code() },
            Message::EmailChanged { handle: handle() },
            Message::AccountErased,
            Message::ClaimCode { handle: handle(), code: code() },
            Message::OrganisationCode { handle: handle(), code: code() },
        ]
    }

    fn every_notice() -> impl Iterator<Item = Message> {
        NoticeKind::ALL.iter().map(|kind| Message::Notice {
            handle: "dana".to_owned(),
            kind: *kind,
            path: "/appeals/7".to_owned(),
        })
    }

    #[test]
    fn a_letter_of_news_carries_a_link_and_no_words_of_others() {
        for message in every_notice() {
            let body = letters().write("a@b.ca", Lang::En, &message).body;
            assert!(body.contains("@dana") && body.contains("https://rounds.example/appeals/7\n"));
        }
    }

    #[test]
    fn each_letter_is_whole_in_both_languages() {
        for message in every_message().into_iter().chain(every_notice()) {
            let [en, fr] = Lang::ALL.map(|lang| letters().write("a@b.ca", lang, &message));
            assert_ne!(en.subject, fr.subject, "{message:?}");
            for letter in [en, fr] {
                assert!(!letter.subject.is_empty() && !letter.subject.contains(['{', '\n']));
                assert!(letter.body.contains("Rounds"), "{message:?}: {}", letter.body);
                assert!(!letter.body.contains('{'), "{message:?}: {}", letter.body);
            }
        }
    }

    #[test]
    fn a_link_in_a_letter_is_whole() {
        let [confirm, _, reset, ..] = every_message();
        let body = |message| letters().write("a@b.ca", Lang::En, message).body;
        assert!(body(&confirm).contains("https://rounds.example/join/confirm?code=c0de\n"));
        assert!(body(&reset).contains("https://rounds.example/reset?code=c0de\n"));
    }
}
