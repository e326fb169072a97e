use commonround_web::components::{hidden, icon};
use commonround_web::{Markup, Ui, html};

use super::{place_name, register_name};
use crate::cards::NameCard;
use crate::credentials::model::Method;
use crate::organisations::attestation_facts;
use crate::standing::Badge;
use crate::titles::labels;

/// The mark beside a name, and behind it what was checked, where, when and until when; and what the
/// name claims without a check. Nothing for somebody of whom there is nothing to say. `place` tells the places of one page apart where the same
/// name may stand: an id, such as that of a status.
#[must_use]
pub fn badge(ui: &Ui<'_>, card: &NameCard, place: &str) -> Markup {
    let badges = &card.standing.badges;
    let Some(first) = badges.first() else { return labels(ui, card) };
    let id = format!("v-{place}-{}", card.handle);
    let title = first.title.text(ui.lang());
    let label = ui.ta("identity-cred-badge-label", &[("title", title.into())]);
    let heading =
        ui.ta("identity-cred-badge-heading", &[("name", card.display_name.as_str().into())]);
    html! {
        button.verified type="button" popovertarget=(id) { (icon("badge-check")) (hidden(&label)) }
        div.pop id=(id) popover {
            b { (heading) }
            @for badge in badges { (details(ui, badge)) }
            p.meta { (ui.t("identity-cred-badge-means")) }
            (attestation_facts(ui, &card.standing.attestations))
            p { a href=(ui.href(&format!("/verify/@{}", card.handle))) { (ui.t("identity-cred-badge-more")) } }
        }
        (labels(ui, card))
    }
}

/// What somebody does, in one line: what was checked, else what they say themself. `None` where they
/// keep it private.
#[must_use]
pub fn work(ui: &Ui<'_>, card: &NameCard) -> Option<String> {
    match card.standing.badges.first() {
        Some(badge) => {
            let (title, place) = (badge.title.text(ui.lang()), place_name(ui, &badge.jurisdiction));
            Some(format!("{title} · {place}"))
        }
        None => card.said_role_key().map(|key| ui.t(key).to_owned()),
    }
}

/// One credential as a list of facts.
pub fn details(ui: &Ui<'_>, badge: &Badge) -> Markup {
    let method = Method::ALL.into_iter().find(|method| method.as_str() == badge.method);
    html! {
        dl {
            dt { (ui.t("identity-cred-title")) }
            dd { (badge.title.text(ui.lang())) " · " (place_name(ui, &badge.jurisdiction)) }
            dt { (ui.t("identity-cred-register")) }
            dd { (register_name(ui, &badge.register)) }
            dt { (ui.t("identity-cred-checked")) }
            dd {
                (ui.date(badge.checked_at))
                @if let Some(method) = method { " · " (ui.t(method.key())) }
            }
            @if let Some(issuer) = &badge.issuer {
                dt { (ui.t("identity-cred-issuer")) }
                dd { (issuer) }
            }
            @if let Some(last) = &badge.valid_until {
                dt { (ui.t("identity-cred-until")) }
                dd { (day_text(ui, last)) }
            }
            @if badge.conditions {
                dt { (ui.t("identity-cred-conditions")) }
                dd {
                    @match &badge.conditions_url {
                        Some(url) => a href=(url) rel="noopener nofollow" { (ui.t("identity-cred-conditions-see")) },
                        None => (ui.t("identity-cred-conditions-register")),
                    }
                }
            }
        }
    }
}

fn day_text(ui: &Ui<'_>, day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), |day| ui.day_text(day))
}
