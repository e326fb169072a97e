//! One search box over all rooms: trusted facts, posts, people, tags, each a tab, and all at once.

use axum::extract::State;
use commonround_commons::people::{self, People, views::people_rows};
use commonround_commons::search::TagFound;
use commonround_commons::timeline::Page;
use commonround_commons::{Neighbours, Viewer, api, search as posts, views};
use commonround_db::Tx;
use commonround_evidence::api::FactSummary;
use commonround_evidence::search::{self as facts, Asked};
use commonround_evidence::{FactCard, views::fact_rows};
use commonround_kernel::{Result, Slice};
use commonround_text::{TextLang, clean_line, is_sensitive};
use commonround_web::components::{ButtonKind, Tab, button, card, empty, more_link, tabs};
use commonround_web::{Answer, Caller, Lang, LimitClass, Page as Frame, Paging, Query, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::instance::Instance;

const QUERY_CHARS_MAX: usize = 200;
/// Facts on their own tab.
const FACTS: usize = 20;
/// Of each kind where all are shown.
const FEW: usize = 3;
/// Tags where all are shown.
const FEW_TAGS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    #[default]
    All,
    Facts,
    Posts,
    People,
    Tags,
}

impl Place {
    const ALL: [Self; 5] = [Self::All, Self::Facts, Self::Posts, Self::People, Self::Tags];

    const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Facts => "facts",
            Self::Posts => "posts",
            Self::People => "people",
            Self::Tags => "tags",
        }
    }

    const fn label_key(self) -> &'static str {
        match self {
            Self::All => "server-search-all",
            Self::Facts => "server-search-facts",
            Self::Posts => "server-search-posts",
            Self::People => "server-search-people",
            Self::Tags => "server-search-tags",
        }
    }

    fn shows(self, other: Self) -> bool {
        self == Self::All || self == other
    }

    const fn limit(self, whole: usize) -> usize {
        if matches!(self, Self::All) { FEW } else { whole }
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Asking {
    /// Words, a name, a `#tag`, a `"phrase"`, or a question in one's own words.
    pub q: String,
    /// Where to look.
    #[serde(rename = "in")]
    pub place: Place,
}

/// What was found in each room that was looked at; null where it was not.
#[derive(Serialize, JsonSchema)]
pub struct Found<'a> {
    q: &'a str,
    facts: Option<Vec<FactSummary>>,
    posts: Option<api::Page<'a>>,
    people: Option<people::api::PeoplePage>,
    tags: Option<Vec<api::TagInfo<'a>>>,
}

#[derive(Default)]
struct Results {
    facts: Option<Vec<FactCard>>,
    posts: Option<Page>,
    people: Option<People>,
    tags: Option<Vec<TagFound>>,
}

pub async fn search(
    State(instance): State<Instance>,
    caller: Caller,
    Query(asking): Query<Asking>,
    Paging(slice): Paging,
) -> Answer {
    let Asking { q, place } = asking;
    let q = match clean_line(&q, QUERY_CHARS_MAX) {
        Ok(q) => q,
        Err("required") => String::new(),
        Err(why) => return Err(commonround_kernel::Error::invalid("q", why).into()),
    };
    let (viewer, lang, words) = (Viewer::of(caller.actor()), caller.lang(), q.clone());
    if !q.is_empty() {
        instance.limiter.check(LimitClass::Search, &caller.limit_key())?;
    }
    let neighbours = instance.commons.neighbours.clone();
    let read = move |tx: &mut Tx<'_>| look(tx, &neighbours, viewer, &words, lang, place, slice);
    let found = instance.db.read(read).await?;
    let json = || Found {
        q: &q,
        facts: found.facts.as_ref().map(|all| all.iter().map(FactSummary::of).collect()),
        posts: found.posts.as_ref().map(api::Page::from),
        people: found.people.as_ref().map(people::api::PeoplePage::of),
        tags: found.tags.as_ref().map(|all| all.iter().map(api::TagInfo::from).collect()),
    };
    Ok(caller.show(json, |ui| page(ui, &q, place, &found)))
}

fn look(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    q: &str,
    lang: Lang,
    place: Place,
    slice: Slice,
) -> Result<Results> {
    let mut found = Results::default();
    if q.is_empty() {
        return Ok(found);
    }
    let stem = match lang {
        Lang::En => TextLang::En,
        Lang::Fr => TextLang::Fr,
    };
    let some = slice.with_limit(place.limit(slice.limit));
    if place.shows(Place::Facts) {
        let asked = Asked::parse(q, Some(stem));
        found.facts = Some(facts::facts(tx, &asked, place.limit(FACTS))?);
    }
    if place.shows(Place::Posts) {
        found.posts = Some(match posts::shelf_query(q, Some(stem)) {
            Some(query) => posts::statuses(tx, neighbours, viewer, &query, some)?,
            None => Page::default(),
        });
    }
    if place.shows(Place::People) {
        let query = people::Query::parse(q, lang)?;
        found.people = Some(people::search(tx, viewer.persona(), &query, some)?);
    }
    if place.shows(Place::Tags) {
        let mut tags = posts::tags(tx, q)?;
        tags.truncate(if place == Place::All { FEW_TAGS } else { tags.len() });
        found.tags = Some(tags);
    }
    Ok(found)
}

fn page(ui: &Ui<'_>, q: &str, place: Place, found: &Results) -> Markup {
    let title = if q.is_empty() {
        ui.t("server-search-title").to_owned()
    } else {
        ui.ta("server-search-for", &[("q", q.into())])
    };
    let body = html! {
        (form(ui, q, place))
        @if q.is_empty() { (empty(ui, ui.t("server-search-start"), None)) }
        @else {
            (places(ui, q, place))
            @if is_empty(found) { (empty(ui, &ui.ta("server-search-none", &[("q", q.into())]), None)) }
            @for part in [Place::Facts, Place::Tags, Place::People, Place::Posts] {
                (section(ui, q, place, part, found))
            }
        }
    };
    let frame = Frame::new(ui, title).noindex();
    if is_sensitive(q) { frame.sensitive().body(body) } else { frame.body(body) }
}

fn is_empty(found: &Results) -> bool {
    let Results { facts, posts, people, tags } = found;
    facts.as_ref().is_none_or(Vec::is_empty)
        && posts.as_ref().is_none_or(|page| page.cards.is_empty())
        && people.as_ref().is_none_or(|people| people.rows.is_empty())
        && tags.as_ref().is_none_or(Vec::is_empty)
}

fn form(ui: &Ui<'_>, q: &str, place: Place) -> Markup {
    html! {
        form.searchbox.wide role="search" action="/search" {
            label.vh for="q" { (ui.t("server-search-label")) }
            input id="q" name="q" type="search" value=(q) placeholder=(ui.t("web-search-hint"))
                maxlength=(QUERY_CHARS_MAX) dir="auto";
            @if place != Place::All { input type="hidden" name="in" value=(place.as_str()); }
            @if ui.href("/") != "/" { input type="hidden" name="lang" value=(ui.lang().as_str()); }
            (button(ui.t("server-search-go"), ButtonKind::Soft))
        }
    }
}

fn address(ui: &Ui<'_>, q: &str, place: Place) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::from("/search?"));
    query.append_pair("q", q);
    if place != Place::All {
        query.append_pair("in", place.as_str());
    }
    ui.href(&query.finish()).into_owned()
}

fn places(ui: &Ui<'_>, q: &str, here: Place) -> Markup {
    let hrefs = Place::ALL.map(|place| address(ui, q, place));
    let all: Vec<Tab<'_>> = Place::ALL
        .iter()
        .zip(&hrefs)
        .map(|(place, href)| Tab { href, text: ui.t(place.label_key()), current: *place == here })
        .collect();
    tabs(ui.t("server-search-title"), &all)
}

/// One kind of result, with a heading and the way to the rest where all kinds are shown.
fn section(ui: &Ui<'_>, q: &str, here: Place, part: Place, found: &Results) -> Markup {
    let (content, count) = match part {
        Place::Facts => facts_found(ui, found),
        Place::Posts => posts_found(ui, q, here, found),
        Place::People => people_found(ui, found),
        Place::Tags => tags_found(ui, found),
        Place::All => return html! {},
    };
    if count == 0 {
        return html! {};
    }
    html! {
        @if here != Place::All { h2.vh { (ui.t(part.label_key())) } }
        @else {
            div.sec {
                h2 { (ui.t(part.label_key())) }
                a href=(address(ui, q, part)) { (ui.t("server-search-more")) span.vh { " " (ui.t(part.label_key())) } }
            }
        }
        (content)
    }
}

fn facts_found(ui: &Ui<'_>, found: &Results) -> (Markup, usize) {
    let cards = found.facts.as_deref().unwrap_or_default();
    (html! { div.feed { (fact_rows(ui, cards)) } }, cards.len())
}

fn posts_found(ui: &Ui<'_>, q: &str, here: Place, found: &Results) -> (Markup, usize) {
    let Some(page) = &found.posts else { return (html! {}, 0) };
    let next = page.next.filter(|_| here == Place::Posts);
    let content = html! {
        div #feed.feed { @for card in &page.cards { (views::status_card(ui, card)) } }
        @if let Some(next) = next { (more_link(ui, &format!("{}&before={next}", address(ui, q, here)))) }
    };
    (content, page.cards.len())
}

fn people_found(ui: &Ui<'_>, found: &Results) -> (Markup, usize) {
    let Some(people) = &found.people else { return (html! {}, 0) };
    (card(None, people_rows(ui, people)), people.rows.len())
}

fn tags_found(ui: &Ui<'_>, found: &Results) -> (Markup, usize) {
    let tags = found.tags.as_deref().unwrap_or_default();
    let rows = html! {
        ul.rows role="list" {
            @for tag in tags {
                li { div {
                    a href=(ui.href(&format!("/tags/{}", tag.shown))) { "#" (tag.shown) }
                    p.meta { (ui.ta("server-tag-posts", &[("n", i64::from(tag.recent).into())])) }
                } }
            }
        }
    };
    (card(None, rows), tags.len())
}
