//! The frame around each page: head, bars, navigation, side column, foot. The only place that knows
//! them.

use std::borrow::Cow;

use commonround_kernel::Role;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::assets::asset;
use crate::bell;
use crate::components::{AvatarSize, avatar, hidden, icon};
use crate::session::Me;
use crate::site::{Room, When};
use crate::{Lang, Theme, Ui};

/// How many rooms the bar at the foot of a phone holds.
const BAR_ROOMS: usize = 5;

enum Heading {
    Shown,
    Hidden,
    /// The body brings its own `h1`.
    Own,
}

/// A full page. Every option has a quiet default; `body` writes it.
pub struct Page<'u, 'a> {
    ui: &'u Ui<'a>,
    title: Cow<'u, str>,
    description: Option<Cow<'u, str>>,
    noindex: bool,
    heading: Heading,
    tabs: Option<Markup>,
    side: Option<Markup>,
    class: &'static str,
    sensitive: bool,
    unread: usize,
    picture: Option<String>,
    alternate: Option<(&'static str, String)>,
    linked_data: Option<String>,
    script: Option<&'static str>,
}

impl<'u, 'a> Page<'u, 'a> {
    /// The title is shown as the page's heading, too.
    pub fn new(ui: &'u Ui<'a>, title: impl Into<Cow<'u, str>>) -> Self {
        Self {
            ui,
            title: title.into(),
            description: None,
            noindex: false,
            heading: Heading::Shown,
            tabs: None,
            side: None,
            class: "",
            sensitive: false,
            unread: 0,
            picture: None,
            alternate: None,
            linked_data: None,
            script: None,
        }
    }

    /// One sentence for search engines and link previews.
    #[must_use]
    pub fn description(self, text: impl Into<Cow<'u, str>>) -> Self {
        Self { description: Some(text.into()), ..self }
    }

    /// Search engines are asked to leave the page out.
    #[must_use]
    pub fn noindex(self) -> Self {
        Self { noindex: true, ..self }
    }

    /// The heading is there for screen readers only: the tabs or the content say it already.
    #[must_use]
    pub fn quiet_heading(self) -> Self {
        Self { heading: Heading::Hidden, ..self }
    }

    /// The body brings its own `h1`.
    #[must_use]
    pub fn own_heading(self) -> Self {
        Self { heading: Heading::Own, ..self }
    }

    /// `components::tabs` under the heading.
    #[must_use]
    pub fn tab_bar(self, tabs: Markup) -> Self {
        Self { tabs: Some(tabs), ..self }
    }

    /// Cards for the side column. Narrow windows do not show it, so nothing may stand only there.
    #[must_use]
    pub fn side(self, cards: Markup) -> Self {
        Self { side: Some(cards), ..self }
    }

    /// `narrow` for forms, `wide` for tables.
    #[must_use]
    pub fn main_class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// Shows "Leave quickly" and keeps the page out of every cache.
    #[must_use]
    pub fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// What is new for the reader, on a page that has read it anyway: the bell shows it at once.
    #[must_use]
    pub fn unread(self, unread: usize) -> Self {
        Self { unread, ..self }
    }

    /// A path of a picture, 1200 by 630, that other places show beside a link to this page.
    #[must_use]
    pub fn picture(self, path: String) -> Self {
        Self { picture: Some(path), ..self }
    }

    /// The same for programs: a media type and a path.
    #[must_use]
    pub fn alternate(self, media_type: &'static str, path: String) -> Self {
        Self { alternate: Some((media_type, path)), ..self }
    }

    /// What the page says in schema.org's words, for search engines. Data, not a script: nothing runs.
    #[must_use]
    pub fn linked_data(self, data: &serde_json::Value) -> Self {
        // An end tag inside a text must not end the block.
        let text = data.to_string().replace('<', "\\u003c");
        Self { linked_data: Some(text), ..self }
    }

    /// A script of ours that this page has beside the one of all pages.
    ///
    /// # Panics
    /// As `asset`, once the page is written.
    #[must_use]
    pub fn script(self, name: &'static str) -> Self {
        Self { script: Some(name), ..self }
    }

    /// Writes the whole page.
    #[must_use]
    pub fn body(self, content: Markup) -> Markup {
        let ui = self.ui;
        if self.sensitive {
            ui.mark_sensitive();
        }
        html! {
            (DOCTYPE)
            html lang=(ui.lang().as_str()) dir="ltr" data-theme=[theme(ui.caller().theme())] {
                (self.head())
                body data-now=(ui.now().millis()) data-ago=(ui.t("web-ago")) data-offline=(ui.t("web-offline")) data-failed=(ui.t("web-failed")) data-bell=[bell::stream(ui)] {
                    a.skip href="#main" { (ui.t("web-skip")) }
                    div.shell {
                        (top_bar(ui, self.unread))
                        (navigation(ui, self.unread))
                        main #main tabindex="-1" class=(self.classes()) {
                            @if self.sensitive { (leave(ui)) }
                            @if let Some(key) = ui.site().banner_key { p.banner { (ui.t(key)) } }
                            @if let Some(said) = ui.caller().said() {
                                p.notice.ok role="status" { (icon("circle-check")) span { (said) } }
                            }
                            (self.heading())
                            @if let Some(tabs) = &self.tabs { (tabs) }
                            (content)
                            (foot(ui))
                        }
                        (side(ui, self.side.as_ref()))
                    }
                    p #toast.toast role="status" {}
                    p #live.vh role="status" {}
                }
            }
        }
    }

    fn classes(&self) -> Cow<'static, str> {
        match self.class {
            "" => Cow::Borrowed("main"),
            own => Cow::Owned(format!("main {own}")),
        }
    }

    fn heading(&self) -> Markup {
        html! {
            @match self.heading {
                Heading::Shown => h1.title { (self.title) },
                Heading::Hidden => h1.vh { (self.title) },
                Heading::Own => {},
            }
        }
    }

    fn head(&self) -> Markup {
        let ui = self.ui;
        let description = self.description.as_deref().unwrap_or_else(|| ui.t("web-description"));
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover";
                title { (self.title) " · " (ui.site().name) }
                meta name="description" content=(description);
                @if self.noindex || self.sensitive { meta name="robots" content="noindex"; }
                @if let Some(path) = &self.picture { (self.preview(path, description)) }
                @if let Some((media_type, path)) = &self.alternate {
                    link rel="alternate" type=(media_type) href=(ui.href(path));
                }
                @if let Some(data) = &self.linked_data {
                    script type="application/ld+json" { (PreEscaped(data)) }
                }
                meta name="theme-color" content="#f3f6f7" media="(prefers-color-scheme:light)";
                meta name="theme-color" content="#0d1417" media="(prefers-color-scheme:dark)";
                link rel="icon" href=(asset("logo.svg")) type="image/svg+xml";
                link rel="manifest" href="/manifest.webmanifest";
                link rel="stylesheet" href=(asset("app.css"));
                script type="module" src=(asset("app.js")) {}
                @if let Some(name) = self.script { script type="module" src=(asset(name)) {} }
            }
        }
    }
}

impl Page<'_, '_> {
    /// What other places show beside a link.
    fn preview(&self, path: &str, description: &str) -> Markup {
        let ui = self.ui;
        let picture = ui.site().public_url.join(&ui.href(path));
        let address = ui.site().address_of(&ui.href(ui.caller().path()));
        html! {
            link rel="canonical" href=(address);
            meta property="og:type" content="article";
            meta property="og:site_name" content=(ui.site().name);
            meta property="og:url" content=(address);
            meta property="og:locale" content=(ui.lang().as_str());
            meta name="twitter:card" content="summary_large_image";
            meta property="og:title" content=(self.title);
            meta property="og:description" content=(description);
            @if let Ok(picture) = picture {
                meta property="og:image" content=(picture);
                meta property="og:image:width" content="1200";
                meta property="og:image:height" content="630";
                meta property="og:image:alt" content=(self.title);
            }
        }
    }
}

fn theme(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light | Theme::Dark => Some(theme.as_str()),
    }
}

fn brand(ui: &Ui<'_>) -> Markup {
    html! {
        a.brand href=(ui.href("/")) {
            svg aria-hidden="true" viewBox="0 0 32 32" {
                use href={ (asset("logo.svg")) "#mark" } {}
            }
            b { (ui.site().name) }
        }
    }
}

fn top_bar(ui: &Ui<'_>, unread: usize) -> Markup {
    html! {
        header.topbar {
            (brand(ui))
            @if let Some(compose) = compose(ui) {
                a.ibtn href=(compose) { (icon("plus")) (hidden(ui.t("web-compose"))) }
            }
            a.ibtn href=(ui.href("/search")) { (icon("search")) (hidden(ui.t("web-search"))) }
            a.ibtn href=(ui.href("/help")) { (icon("life-buoy")) (hidden(ui.t("web-help"))) }
            @if let Some(bell) = bell::in_top_bar(ui, unread) { (bell) }
            @match ui.me() {
                Some(me) => (me_menu(ui, me, "me-top", html! { (avatar(&me.display_name, me.hue, AvatarSize::Small)) (hidden(ui.t("web-you"))) })),
                None => a.btn.sm href=(ui.href("/sign-in")) { (ui.t("web-sign-in")) },
            }
        }
    }
}

fn compose<'a>(ui: &Ui<'a>) -> Option<Cow<'a, str>> {
    let may = ui.caller().actor().is_some_and(|actor| actor.confirmed);
    ui.site().compose.filter(|_| may).map(|path| ui.href(path))
}

fn navigation(ui: &Ui<'_>, unread: usize) -> Markup {
    let signed_in = ui.me().is_some();
    let is_professional = ui.caller().actor().is_some_and(|a| a.role == Role::HealthWorker);
    let rooms = ui.site().rooms.iter().filter(|room| match room.when {
        When::Always => true,
        When::SignedIn => signed_in,
        When::SignedOut => !signed_in,
        When::Professional => is_professional,
    });
    html! {
        nav.nav aria-label=(ui.t("web-nav")) {
            div.wide { (brand(ui)) }
            ul role="list" {
                @for (i, room) in rooms.enumerate() {
                    li.wide[i >= BAR_ROOMS] { (room_link(ui, room)) }
                }
                @if let Some(bell) = bell::in_navigation(ui, unread) { li.wide { (bell) } }
                li.wide { (room_link(ui, &Room { href: "/help", icon: "life-buoy", label_key: "web-help", when: When::Always })) }
            }
            @if let Some(compose) = compose(ui) {
                div.wide { a.btn.compose href=(compose) { (icon("plus")) span.newlbl { (ui.t("web-compose")) } } }
            }
            div.wide.self { (self_block(ui)) }
        }
    }
}

fn room_link(ui: &Ui<'_>, room: &Room) -> Markup {
    let here = ui.caller().path();
    let within =
        room.href != "/" && here.strip_prefix(room.href).is_some_and(|r| r.starts_with('/'));
    let current = here == room.href || within;
    html! {
        a href=(ui.href(room.href)) aria-current=[current.then_some("page")] {
            (icon(room.icon)) span { (ui.t(room.label_key)) }
        }
    }
}

fn self_block(ui: &Ui<'_>) -> Markup {
    html! {
        @match ui.me() {
            Some(me) => (me_menu(ui, me, "me-nav", html! {
                (avatar(&me.display_name, me.hue, AvatarSize::Small))
                span.selfname { b { (me.display_name) } span.meta { "@" (me.handle) } }
            })),
            None => {
                a.btn href=(ui.href("/join")) { (ui.t("web-join")) }
                a.btn.quiet href=(ui.href("/sign-in")) { (ui.t("web-sign-in")) }
            },
        }
    }
}

fn me_menu(ui: &Ui<'_>, me: &Me, id: &str, face: Markup) -> Markup {
    html! {
        button.selfbtn type="button" popovertarget=(id) { (face) }
        div.pop.menu id=(id) popover {
            ul role="list" {
                li { a href={ "/@" (me.handle) } { (icon("user")) (ui.t("web-profile")) } }
                li { a href="/settings" { (icon("settings")) (ui.t("web-settings")) } }
                li { a href="/settings/appearance" { (icon("sun-moon")) (ui.t("web-appearance")) } }
                li { form method="post" action="/sign-out" {
                    button type="submit" { (icon("log-out")) (ui.t("web-sign-out")) }
                } }
            }
        }
    }
}

fn side(ui: &Ui<'_>, cards: Option<&Markup>) -> Markup {
    html! {
        aside.side aria-label=(ui.t("web-side")) {
            // The search page has its own box.
            @if ui.caller().path() != "/search" { (search_box(ui)) }
            @if let Some(cards) = cards { (cards) }
            p.meta.small { (ui.t("web-disclaimer")) }
        }
    }
}

fn search_box(ui: &Ui<'_>) -> Markup {
    html! {
        form.searchbox role="search" aria-label=(ui.t("web-search")) action="/search" {
            (icon("search"))
            label.vh for="side-q" { (ui.t("web-search")) }
            input #side-q name="q" type="search" placeholder=(ui.t("web-search-hint"));
            @if ui.href("/") != "/" { input type="hidden" name="lang" value=(ui.lang().as_str()); }
        }
    }
}

fn foot(ui: &Ui<'_>) -> Markup {
    html! {
        footer.foot {
            ul role="list" {
                li { a href=(ui.href("/help")) { (ui.t("web-help")) } }
                @for link in ui.site().foot.iter().filter(|link| link.href != "/help") {
                    li { a href=(ui.href(link.href)) { (ui.t(link.label_key)) } }
                }
                @for lang in Lang::ALL.into_iter().filter(|lang| *lang != ui.lang()) {
                    li { a href=(ui.caller().in_language(lang)) hreflang=(lang.as_str()) lang=(lang.as_str()) { (lang.own_name()) } }
                }
                @if ui.me().is_some() {
                    li { a href="/settings/appearance" { (ui.t("web-appearance")) } }
                }
            }
            p.meta { (ui.t("web-disclaimer")) }
        }
    }
}

/// Replaces the page in the tab's history where scripts run, so that Back does not show it again.
fn leave(ui: &Ui<'_>) -> Markup {
    html! {
        a.leave data-leave href="https://www.wikipedia.org/" rel="noreferrer nofollow" {
            (icon("door-open")) (ui.t("web-leave"))
        }
    }
}
