use commonround_credential::{Level, State};
use commonround_kernel::Id;
use commonround_vocabulary::CredentialClaim;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, button_link, card, chip, confirm_popover, empty,
    error_summary, field, hidden_input, notice, post_button,
};
use commonround_web::{FormState, Lang, Markup, Ui, html};

use super::desk_facts::reason;
use super::own::{own_appeal, own_documents};
use super::{place_name, register_name, state_key, state_words, title};
use crate::credentials::limits::{NAME_CHARS_MAX, NUMBER_CHARS_MAX};
use crate::credentials::model::{ClaimRow, REGISTERS, profession};
use crate::credentials::my_claims::{History, MyClaim};
use crate::credentials::present_credential::Question;
use crate::views::setting;
use crate::vouching::on_claim;

/// All claims of a person, and a new one.
pub fn list(ui: &Ui<'_>, mine: &[MyClaim], state: &FormState) -> Markup {
    let content = html! {
        p { (ui.t("identity-cred-intro")) }
        (error_summary(ui, &state.invalid))
        @if mine.is_empty() {
            (empty(ui, ui.t("identity-cred-none"), None))
        } @else {
            section.card { ul.rows role="list" { @for one in mine { (line(ui, &one.claim)) } } }
        }
        (card(Some(ui.t("identity-cred-add")), add_form(ui, state)))
    };
    setting(ui, ui.t("identity-place-credentials"), content)
}

fn line(ui: &Ui<'_>, claim: &ClaimRow) -> Markup {
    let (key, tone, icon) = state_words(ui, claim);
    html! {
        li {
            div.grow {
                a href={ "/settings/credentials/" (claim.id) } { (title(ui, &claim.profession)) }
                p.meta { (register_name(ui, &claim.register)) }
            }
            (chip(tone, icon, ui.t(key)))
        }
    }
}

fn add_form(ui: &Ui<'_>, state: &FormState) -> Markup {
    let options = options(ui.lang());
    let choices = options.iter().map(|(value, text)| Choice::new(value, text));
    let mut all = vec![Choice::new("", ui.t("identity-cred-choose"))];
    all.extend(choices);
    let registration =
        FieldSpec::select("registration", ui.t("identity-cred-registration"), all).required();
    let number = FieldSpec::text("number", ui.t("identity-cred-number"))
        .hint(ui.t("identity-cred-number-hint"))
        .required()
        .chars_max(NUMBER_CHARS_MAX)
        .autocomplete("off")
        .verbatim();
    let name = FieldSpec::text("registered_name", ui.t("identity-cred-name"))
        .hint(ui.t("identity-cred-name-hint"))
        .required()
        .chars_max(NAME_CHARS_MAX)
        .autocomplete("name");
    html! {
        form.stack method="post" action="/settings/credentials" {
            (field(ui, &registration, state))
            (field(ui, &number, state))
            (field(ui, &name, state))
            (button(ui.t("identity-cred-add-submit"), ButtonKind::Primary))
        }
    }
}

/// Value and words of everything that can be claimed.
fn options(lang: Lang) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for register in REGISTERS {
        for code in register.professions {
            let known = profession(code);
            let (title, keeper) = match lang {
                Lang::En => (known.map(|p| p.en), register.en),
                Lang::Fr => (known.map(|p| p.fr), register.fr),
            };
            let text = format!("{} · {keeper}", title.unwrap_or(code));
            all.push((format!("{} {code}", register.code), text));
        }
    }
    all
}

/// One claim: where it stands, what can be done.
pub fn one(ui: &Ui<'_>, mine: &MyClaim, state: &FormState) -> Markup {
    let claim = &mine.claim;
    let content = html! {
        p { a href="/settings/credentials" { (ui.t("identity-cred-all")) } }
        (error_summary(ui, &state.invalid))
        (standing(ui, mine))
        (own_appeal(ui, mine, state))
        @if matches!(claim.state, State::Pending | State::Recheck | State::Expired) {
            (paths(ui, mine, state))
        }
        (own_documents(ui, mine, state))
        (card(Some(ui.t("identity-cred-shown-title")), number_form(ui, claim)))
        div.row {
            (button_link(&format!("/settings/credentials/{}/history", claim.id), ui.t("identity-cred-history"), ButtonKind::Quiet))
            (withdraw(ui, claim))
        }
    };
    setting(ui, &title(ui, &claim.profession), content)
}

fn standing(ui: &Ui<'_>, mine: &MyClaim) -> Markup {
    let claim = &mine.claim;
    let (key, tone, icon) = state_words(ui, claim);
    let content = html! {
        p { (chip(tone, icon, ui.t(key))) }
        p { (ui.t(next_step(claim))) }
        @if let Some(reason) = mine.rejected_for {
            p { b { (ui.t("identity-cred-reason")) ": " (ui.t(reason.key())) } }
        }
        dl {
            dt { (ui.t("identity-cred-register")) }
            dd { (register_name(ui, &claim.register)) " · " (place_name(ui, &claim.jurisdiction)) }
            dt { (ui.t("identity-cred-number")) }
            dd { (claim.number) }
            dt { (ui.t("identity-cred-name")) }
            dd { (claim.name) }
            dt { (ui.t("identity-cred-level")) }
            dd { (ui.t(level_key(mine.level()))) }
            @if let Some(method) = claim.method {
                dt { (ui.t("identity-cred-how")) }
                dd { (ui.t(method.key())) }
            }
            @if let Some(at) = claim.checked_at {
                dt { (ui.t("identity-cred-checked")) }
                dd { (ui.date(at)) }
            }
            @if let Some(at) = claim.next_check_at.filter(|_| claim.is_current()) {
                dt { (ui.t("identity-cred-next-check")) }
                dd { (ui.date(at)) }
            }
            @if let Some(last) = claim.expires {
                dt { (ui.t("identity-cred-until")) }
                dd { (ui.day_text(last)) }
            }
        }
    };
    card(None, content)
}

/// The step of the ladder in words.
const fn level_key(level: Level) -> &'static str {
    match level {
        Level::Nothing | Level::SelfDeclared => "identity-cred-level-declared",
        Level::Controls => "identity-cred-level-controls",
        Level::Vouched => "identity-cred-level-vouched",
        Level::RegisterMatch => "identity-cred-level-register",
        Level::SignedCredential => "identity-cred-level-signed",
    }
}

const fn next_step(claim: &ClaimRow) -> &'static str {
    match claim.state {
        State::Pending if claim.waits_for_officer => "identity-cred-next-officer",
        State::Pending => "identity-cred-next-pending",
        State::Conflict => "identity-cred-next-conflict",
        State::Verified => "identity-cred-next-verified",
        State::Conditions => "identity-cred-next-conditions",
        State::Suspended => "identity-cred-next-suspended",
        State::Revoked => "identity-cred-next-revoked",
        State::Expired => "identity-cred-next-expired",
        State::Recheck => "identity-cred-next-recheck",
        State::Rejected => "identity-cred-next-rejected",
        State::Withdrawn => "identity-cred-next-withdrawn",
    }
}

/// Every way to prove that the number is one's own; the one that is open first.
fn paths(ui: &Ui<'_>, mine: &MyClaim, state: &FormState) -> Markup {
    let path = |end: &str| format!("/settings/credentials/{}/{end}", mine.claim.id);
    let email = FieldSpec::email("email", ui.t("identity-cred-institution-email"))
        .hint(ui.t("identity-cred-institution-hint"))
        .required();
    html! {
        @if mine.code_sent.is_some() {
            (card(Some(ui.t("identity-cred-code-title")), code_form(ui, &path("code"), state)))
        }
        @if mine.can_send_code {
            (card(Some(ui.t("identity-cred-contact-title")), html! {
                p { (ui.t("identity-cred-contact-about")) }
                (post_button(&path("send-code"), ui.t("identity-cred-contact-send"), ButtonKind::Soft))
            }))
        }
        @if !mine.claim.waits_for_officer {
            (card(Some(ui.t("identity-cred-officer-title")), html! {
                p { (ui.t("identity-cred-officer-about")) }
                (post_button(&path("ask-officer"), ui.t("identity-cred-officer-ask"), ButtonKind::Soft))
            }))
        }
        @if mine.claim.state == State::Pending {
            (on_claim(ui, &path("vouches"), &mine.vouches, state))
        }
        @if !mine.issuers.is_empty() {
            (card(Some(ui.t("identity-cred-wallet-title")), html! {
                p { (ui.t("identity-cred-wallet-about")) }
                ul { @for issuer in &mine.issuers { li { (issuer) } } }
                (post_button(&path("wallet"), ui.t("identity-cred-wallet-ask"), ButtonKind::Quiet))
            }))
        }
        (card(Some(ui.t("identity-cred-institution-title")), html! {
            p { (ui.t("identity-cred-institution-about")) }
            form.stack method="post" action=(path("institution")) {
                (field(ui, &email, state))
                (button(ui.t("identity-cred-institution-send"), ButtonKind::Quiet))
            }
        }))
    }
}

fn code_form(ui: &Ui<'_>, action: &str, state: &FormState) -> Markup {
    let code = FieldSpec::text("code", ui.t("identity-cred-code"))
        .required()
        .autocomplete("one-time-code")
        .verbatim();
    html! {
        form.stack method="post" action=(action) {
            (field(ui, &code, state))
            (button(ui.t("identity-cred-code-submit"), ButtonKind::Primary))
        }
    }
}

fn number_form(ui: &Ui<'_>, claim: &ClaimRow) -> Markup {
    let (about, submit, value) = if claim.show_number {
        ("identity-cred-number-is-shown", "identity-cred-number-hide", "")
    } else {
        ("identity-cred-number-is-hidden", "identity-cred-number-show", "true")
    };
    html! {
        p { (ui.t(about)) }
        form method="post" action={ "/settings/credentials/" (claim.id) "/number" } {
            (hidden_input("shown", value))
            (button(ui.t(submit), ButtonKind::Quiet))
        }
    }
}

fn withdraw(ui: &Ui<'_>, claim: &ClaimRow) -> Markup {
    let opener = html! { span.btn.quiet { (ui.t("identity-cred-withdraw")) } };
    let action = format!("/settings/credentials/{}/withdraw", claim.id);
    let form = post_button(&action, ui.t("identity-cred-withdraw"), ButtonKind::Danger);
    confirm_popover(ui, "withdraw", opener, ui.t("identity-cred-withdraw-ask"), form)
}

/// What a wallet is asked, and where its answer goes.
pub fn wallet(ui: &Ui<'_>, id: Id<CredentialClaim>, question: &Question) -> Markup {
    let answer = FieldSpec::area("presentation", ui.t("identity-cred-presentation"), 6)
        .hint(ui.t("identity-cred-presentation-hint"))
        .required()
        .verbatim();
    let content = html! {
        p { (ui.t("identity-cred-wallet-steps")) }
        dl {
            dt { (ui.t("identity-cred-wallet-audience")) }
            dd { code { (question.audience) } }
            dt { (ui.t("identity-cred-wallet-nonce")) }
            dd { code.secret { (question.nonce) } }
        }
        form.stack method="post" action={ "/settings/credentials/" (id) "/presentation" } {
            (field(ui, &answer, &FormState::new()))
            (button(ui.t("identity-cred-presentation-submit"), ButtonKind::Primary))
        }
    };
    setting(ui, ui.t("identity-cred-wallet-title"), content)
}

/// Everything that happened to a claim.
pub fn history(ui: &Ui<'_>, id: Id<CredentialClaim>, history: &History) -> Markup {
    let content = html! {
        p { a href={ "/settings/credentials/" (id) } { (ui.t("identity-cred-back")) } }
        (changes(ui, history, "identity-cred-by-owner"))
    };
    setting(ui, ui.t("identity-cred-history"), content)
}

/// The changes as a table, the newest first. `owner` is what the reader calls the claim's owner.
pub fn changes(ui: &Ui<'_>, history: &History, owner: &str) -> Markup {
    let heads =
        ["identity-cred-when", "identity-cred-state", "identity-cred-by"].map(|key| ui.t(key));
    html! {
        table.table {
            thead { tr { @for head in heads { th scope="col" { (head) } } } }
            tbody {
                @for change in &history.changes {
                    @let (key, tone, icon) = state_key(change.state);
                    tr {
                        td data-label=(heads[0]) { (ui.ago(change.at)) }
                        td data-label=(heads[1]) { (chip(tone, icon, ui.t(key))) }
                        td data-label=(heads[2]) {
                            (ui.t(change.by.key().unwrap_or(owner)))
                            @if let Some(reason) = change.detail.as_deref().and_then(reason) {
                                ": " (ui.t(reason.key()))
                            }
                        }
                    }
                }
            }
        }
        @if history.changes.is_empty() { (notice(Tone::Plain, "info", html! { p { (ui.t("identity-cred-no-history")) } })) }
    }
}
