use commonround_web::components::icon;
use commonround_web::{Markup, Ui, html};

use crate::cards::NameCard;
use crate::organisations::model::{Attested, Statement};

/// What verified organisations say about a person, for a profile. Nothing where none does.
#[must_use]
pub fn attested(ui: &Ui<'_>, card: &NameCard) -> Markup {
    list(ui, &card.standing.attestations)
}

/// The same behind the mark beside a name, and where a person is looked up.
pub fn facts(ui: &Ui<'_>, said: &[Attested]) -> Markup {
    html! {
        @if !said.is_empty() {
            p { b { (ui.t("identity-org-say")) } }
            (list(ui, said))
        }
    }
}

fn list(ui: &Ui<'_>, said: &[Attested]) -> Markup {
    html! {
        @if !said.is_empty() {
            ul.attested role="list" { @for one in said { li { (icon("quote")) div { (sentence(ui, one)) } } } }
        }
    }
}

/// "Works at Maple Hospital: Registered Nurse", and what that is worth.
fn sentence(ui: &Ui<'_>, said: &Attested) -> Markup {
    let by = &said.by;
    let words = match said.statement() {
        Some(Statement::Member) => ui.t("identity-org-member-of"),
        _ => ui.t("identity-org-works-at"),
    };
    let how = by.method().map_or("", |method| ui.t(method.key()));
    let checked: [(&str, commonround_web::Value<'_>); 3] = [
        ("name", by.name.as_str().into()),
        ("how", how.into()),
        ("day", ui.date_text(said.until).into()),
    ];
    html! {
        span {
            (words) " " a href=(ui.href(&format!("/organisations/{}", by.handle))) { (by.name) }
            @if let Some(position) = &said.position { " · " (position) }
        }
        p.meta { (ui.ta("identity-org-said-by", &checked)) }
    }
}
