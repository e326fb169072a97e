use commonround_identity::{NameCard, badge, work};
use commonround_web::components::{AvatarSize, avatar, empty, hidden, icon, more_link};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::relation::{act_path, follow_form};
use crate::people::rows::{People, PersonRow};

/// Which of a person's two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    Followers,
    Following,
}

/// Which of the caller's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnList {
    Blocks,
    Mutes,
}

/// People as bare rows, each with the button for what one would do next: for cards and results of
/// other pages.
#[must_use]
pub fn people_rows(ui: &Ui<'_>, people: &People) -> Markup {
    html! {
        ul.rows.people role="list" {
            @for row in &people.rows { (person(ui, row, follow_action(ui, row))) }
        }
    }
}

fn follow_action(ui: &Ui<'_>, row: &PersonRow) -> Markup {
    row.relation.as_ref().map_or_else(Markup::default, |known| follow_form(ui, &row.card, known))
}

/// The list of a page about people; "Show more" adds to it.
fn rows(ui: &Ui<'_>, people: &People, action: impl Fn(&PersonRow) -> Markup) -> Markup {
    html! {
        ul #feed.card.rows.people role="list" {
            @for row in &people.rows { (person(ui, row, action(row))) }
        }
    }
}

fn person(ui: &Ui<'_>, row: &PersonRow, action: Markup) -> Markup {
    let PersonRow { card, excerpt, .. } = row;
    html! {
        li {
            (avatar(&card.display_name, card.hue(), AvatarSize::Medium))
            div {
                a.name href={ "/@" (card.handle) } { (card.display_name) }
                (badge(ui, card, "row"))
                p.meta {
                    "@" (card.handle)
                    @if let Some(work) = work(ui, card) { " · " (work) }
                    @if row.locked { " · " (icon("lock")) (hidden(ui.t("commons-people-locked"))) }
                }
            }
            @if !excerpt.is_empty() { p.intro { (excerpt) } }
            (action)
        }
    }
}

fn more(ui: &Ui<'_>, path: &str, people: &People) -> Markup {
    let mark = if path.contains('?') { '&' } else { '?' };
    html! {
        @if let Some(next) = people.next { (more_link(ui, &format!("{path}{mark}before={next}"))) }
    }
}

/// The followers of a person, or whom it follows. The owner may end a follow from here.
#[must_use]
pub fn ties(ui: &Ui<'_>, kind: Ties, card: &NameCard, own: bool, people: &People) -> Markup {
    let (title, place, nobody) = match kind {
        Ties::Followers => {
            ("commons-people-followers-of", "followers", "commons-people-no-followers")
        }
        Ties::Following => {
            ("commons-people-following-of", "following", "commons-people-no-following")
        }
    };
    let title = ui.ta(title, &[("name", card.display_name.as_str().into())]);
    let removable = own && kind == Ties::Followers;
    let path = format!("/@{}/{place}", card.handle);
    let body = html! {
        p { a href={ "/@" (card.handle) } { "@" (card.handle) } }
        @if people.rows.is_empty() {
            (empty(ui, ui.t(nobody), None))
        } @else if removable {
            (rows(ui, people, |row| act(ui, &row.card, "remove-follower", "commons-people-remove")))
        } @else {
            (rows(ui, people, |row| follow_action(ui, row)))
        }
        (more(ui, &path, people))
    };
    Page::new(ui, title).noindex().body(body)
}

/// A form that is one quiet button naming the person for screen readers.
fn act(ui: &Ui<'_>, card: &NameCard, act: &str, label: &str) -> Markup {
    html! {
        form method="post" action=(act_path(ui, card, act)) {
            button.btn.quiet.sm type="submit" { (ui.t(label)) (hidden(&format!(" {}", card.display_name))) }
        }
    }
}

/// Whom the caller blocks or mutes, each with its undo.
#[must_use]
pub fn own_list(ui: &Ui<'_>, kind: OwnList, people: &People) -> Markup {
    let (title, explained, nobody, undo, label, path) = match kind {
        OwnList::Blocks => (
            "commons-people-blocks",
            "commons-people-blocks-explained",
            "commons-people-no-blocks",
            "unblock",
            "commons-people-unblock",
            "/settings/blocks",
        ),
        OwnList::Mutes => (
            "commons-people-mutes",
            "commons-people-mutes-explained",
            "commons-people-no-mutes",
            "unmute",
            "commons-people-unmute",
            "/settings/mutes",
        ),
    };
    let body = html! {
        p.meta { (ui.t(explained)) }
        @if people.rows.is_empty() {
            (empty(ui, ui.t(nobody), None))
        } @else {
            (rows(ui, people, |row| act(ui, &row.card, undo, label)))
        }
        (more(ui, path, people))
    };
    Page::new(ui, ui.t(title)).noindex().body(body)
}

/// Who waits for the caller's answer.
#[must_use]
pub fn follow_requests(ui: &Ui<'_>, people: &People) -> Markup {
    let body = html! {
        p.meta { (ui.t("commons-people-requests-explained")) }
        @if people.rows.is_empty() {
            (empty(ui, ui.t("commons-people-no-requests"), None))
        } @else {
            (rows(ui, people, |row| answers(ui, row)))
        }
        (more(ui, "/follow-requests", people))
    };
    Page::new(ui, ui.t("commons-people-requests")).noindex().body(body)
}

fn answers(ui: &Ui<'_>, row: &PersonRow) -> Markup {
    let name = format!(" {}", row.card.display_name);
    let answer = |verb: &str, class: &str, label: &str| {
        html! {
            form method="post" action={ "/follow-requests/" (row.cursor) "/" (verb) } {
                button class=(class) type="submit" { (ui.t(label)) (hidden(&name)) }
            }
        }
    };
    html! {
        div.row {
            (answer("accept", "btn soft sm", "commons-people-accept"))
            (answer("reject", "btn quiet sm", "commons-people-reject"))
        }
    }
}

/// The people who chose to be found, or those that match `asked`.
#[must_use]
pub fn directory(ui: &Ui<'_>, asked: &str, people: &People) -> Markup {
    let path = match asked {
        "" => "/people".to_owned(),
        asked => format!("/people?{}", encoded("q", asked)),
    };
    let nobody = match asked {
        "" => ui.t("commons-people-directory-empty").to_owned(),
        asked => ui.ta("commons-people-nobody-found", &[("query", asked.into())]),
    };
    let body = html! {
        (search_form(ui, asked))
        @if people.rows.is_empty() {
            (empty(ui, &nobody, None))
        } @else {
            (rows(ui, people, |row| follow_action(ui, row)))
        }
        (more(ui, &path, people))
    };
    let page = Page::new(ui, ui.t("commons-people-directory"));
    let page = if asked.is_empty() { page } else { page.noindex() };
    page.description(ui.t("commons-people-directory-explained")).body(body)
}

fn encoded(name: &str, value: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

fn search_form(ui: &Ui<'_>, asked: &str) -> Markup {
    html! {
        form.searchbox role="search" action="/people" {
            label.vh for="people-q" { (ui.t("commons-people-search")) }
            input #people-q name="q" type="search" value=(asked) placeholder=(ui.t("commons-people-search-hint"));
            button.ibtn type="submit" { (icon("search")) (hidden(ui.t("commons-people-search"))) }
        }
        p.meta { (ui.t("commons-people-directory-explained")) }
    }
}
