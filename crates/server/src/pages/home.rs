//! Home: what the people and tags one follows say. Signed out: who we are, and what is said here.

use axum::extract::State;
use commonround_commons::compose::{Draft, author_settings};
use commonround_commons::people::{self, PersonRow};
use commonround_commons::timeline::{self, Page};
use commonround_commons::{Neighbours, Viewer, api, views};
use commonround_db::Tx;
use commonround_identity::{badge, work};
use commonround_kernel::{Actor, Result, Slice};
use commonround_web::components::{AvatarSize, ButtonKind, avatar, button_link, card, icon};
use commonround_web::{Answer, Caller, Page as Frame, Paging, Ui, Wants};
use maud::{Markup, html};

use crate::instance::Instance;

/// People in the side column.
const PEOPLE_BESIDE: usize = 4;
/// Of whom they are chosen.
const PEOPLE_ASKED: usize = 12;

pub async fn show_home(
    State(instance): State<Instance>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    match (caller.actor().cloned(), caller.wants()) {
        (None, _) => welcome(&instance, &caller, slice).await,
        (Some(actor), Wants::Json) => {
            let neighbours = instance.commons.neighbours.clone();
            let read = move |tx: &mut Tx<'_>| timeline::home(tx, &neighbours, actor.persona, slice);
            let page = instance.db.read_inline(read).await?;
            Ok(caller.show(|| api::Page::from(&page), |_| html! {}))
        }
        (Some(actor), Wants::Page | Wants::Patch) => {
            let neighbours = instance.commons.neighbours.clone();
            let read = move |tx: &mut Tx<'_>| Home::load(tx, &neighbours, &actor, slice);
            let home = instance.db.read_inline(read).await?;
            Ok(caller.show(|| api::Page::from(&home.page), |ui| home_page(ui, &home)))
        }
    }
}

/// What a person's own home shows.
struct Home {
    page: Page,
    /// `None` until the address is confirmed.
    draft: Option<Draft>,
    beside: Vec<PersonRow>,
}

impl Home {
    fn load(tx: &mut Tx<'_>, neighbours: &Neighbours, actor: &Actor, slice: Slice) -> Result<Self> {
        let page = timeline::home(tx, neighbours, actor.persona, slice)?;
        let draft = if actor.confirmed {
            let settings = author_settings(tx, actor)?;
            Some(Draft::new(tx.env(), settings.default_visibility, None))
        } else {
            None
        };
        let beside = newcomers(tx, actor)?;
        Ok(Self { page, draft, beside })
    }
}

fn home_page(ui: &Ui<'_>, home: &Home) -> Markup {
    let title = ui.t("server-home-title");
    let body = html! {
        @if let Some(draft) = &home.draft { (views::composer(ui, draft)) }
        @else { p.notice { a href="/settings" { (ui.t("server-home-unconfirmed")) } } }
        (views::live_feed(ui, &home.page, "/live/home", ui.t("server-home-empty"), Some(("/people", ui.t("server-home-find-people")))))
    };
    Frame::new(ui, title)
        .quiet_heading()
        .tab_bar(views::places(ui, views::Place::Home))
        .side(people_beside(ui, &home.beside))
        .body(body)
}

async fn welcome(instance: &Instance, caller: &Caller, slice: Slice) -> Answer {
    let neighbours = instance.commons.neighbours.clone();
    let page = instance
        .db
        .read_inline(move |tx| timeline::local(tx, &neighbours, Viewer::NOBODY, slice))
        .await?;
    Ok(caller.show(|| api::Page::from(&page), |ui| welcome_page(ui, instance, &page)))
}

/// What is different here, each with its icon.
const POINTS: [(&str, &str); 3] = [
    ("tag", "server-home-point-kinds"),
    ("book-open-check", "server-home-point-facts"),
    ("clock", "server-home-point-order"),
];

fn hello(ui: &Ui<'_>, instance: &Instance) -> Markup {
    html! {
        section.card.hello {
            h1 { (ui.t("server-home-hello")) }
            p { (ui.t("server-home-hello-text")) }
            ul.points role="list" {
                @for (symbol, key) in POINTS { li { (icon(symbol)) span { (ui.t(key)) } } }
            }
            p.row {
                (button_link(&ui.href("/join"), ui.t("server-home-join"), ButtonKind::Primary))
                @if instance.demo.is_some() {
                    (button_link(&ui.href("/demo"), ui.t("server-home-demo"), ButtonKind::Quiet))
                } @else {
                    (button_link(&ui.href("/facts"), ui.t("server-home-facts"), ButtonKind::Quiet))
                }
            }
        }
    }
}

fn welcome_page(ui: &Ui<'_>, instance: &Instance, page: &Page) -> Markup {
    let body = html! {
        (hello(ui, instance))
        h2.title { (ui.t("server-home-latest")) }
        (views::live_feed(ui, page, "/live/local", ui.t("server-home-quiet"), None))
    };
    Frame::new(ui, ui.t("server-home-title")).own_heading().body(body)
}

/// The newest of those who want to be found and are not followed yet.
fn newcomers(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<PersonRow>> {
    let some = Slice::first().with_limit(PEOPLE_ASKED);
    let mut rows = people::lists::directory(tx, Some(actor.persona), some)?.rows;
    rows.retain(|row| row.relation.is_some_and(|known| !known.following && !known.requested));
    rows.truncate(PEOPLE_BESIDE);
    Ok(rows)
}

/// People one may want to know, for the side column.
fn people_beside(ui: &Ui<'_>, people: &[PersonRow]) -> Markup {
    let rows = html! {
        ul.rows role="list" { @for row in people { (person_beside(ui, row)) } }
        p.meta { a href="/people" { (ui.t("server-side-all-people")) } }
    };
    card(Some(ui.t("server-side-people")), rows)
}

fn person_beside(ui: &Ui<'_>, row: &PersonRow) -> Markup {
    let name = &row.card;
    let under = work(ui, name).unwrap_or_else(|| format!("@{}", name.handle));
    let follow = row.relation.map(|known| people::views::follow_form(ui, name, &known));
    let face = avatar(&name.display_name, name.hue(), AvatarSize::Small);
    html! {
        li {
            (face)
            div {
                a href={ "/@" (name.handle) } { (name.display_name) }
                (badge(ui, name, "beside"))
                p.meta { (under) }
            }
            @if let Some(follow) = follow { (follow) }
        }
    }
}
