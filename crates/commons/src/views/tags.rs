use commonround_text::{is_sensitive, tag_words};
use commonround_web::components::{empty, hidden};
use commonround_web::{Page as Frame, Ui};
use maud::{Markup, html};

use super::feed::live_feed;
use crate::model::TagName;
use crate::timeline::TagView;

/// The follow button of a tag, for patches.
#[must_use]
pub fn tag_target(tag: &TagName) -> String {
    format!("[data-tag=\"{}\"]", tag.folded)
}

/// Public statuses with a tag. `above` is what other rooms know of it.
#[must_use]
pub fn tag_page(ui: &Ui<'_>, view: &TagView, above: Markup) -> Markup {
    let title = format!("#{}", view.tag.shown);
    let stream = format!("/live/tags/{}", view.tag.folded);
    let body = html! {
        div.headrow {
            h1.title { (title) }
            @if let Some(following) = view.following { (follow_button(ui, &view.tag, following)) }
        }
        (above)
        (live_feed(ui, &view.page, &stream, ui.t("commons-tag-empty"), None))
    };
    let about = ui.ta("commons-tag-description", &[("tag", title.as_str().into())]);
    let frame = Frame::new(ui, title).own_heading().description(about);
    let frame = if is_sensitive(&tag_words(&view.tag.shown)) { frame.sensitive() } else { frame };
    frame.body(body)
}

/// A form that is one button: follow, or stop following.
#[must_use]
pub fn follow_button(ui: &Ui<'_>, tag: &TagName, following: bool) -> Markup {
    let (act, key, class) = if following {
        ("unfollow", "commons-tag-unfollow", "btn quiet sm")
    } else {
        ("follow", "commons-tag-follow", "btn soft sm")
    };
    html! {
        form.tagfollow method="post" action={ "/tags/" (tag.shown) "/" (act) } data-live data-tag=(tag.folded) {
            button class=(class) type="submit" { (ui.t(key)) (hidden(&format!(" #{}", tag.shown))) }
        }
    }
}

/// The tags a person follows.
#[must_use]
pub fn followed_tags_page(ui: &Ui<'_>, tags: &[TagName]) -> Markup {
    let body = html! {
        @if tags.is_empty() {
            (empty(ui, ui.t("commons-tags-empty"), Some(("/search?in=tags", ui.t("commons-tags-find")))))
        }
        @else {
            ul.card.rows role="list" {
                @for tag in tags {
                    li {
                        div { a href={ "/tags/" (tag.shown) } { "#" (tag.shown) } }
                        (follow_button(ui, tag, true))
                    }
                }
            }
        }
    };
    Frame::new(ui, ui.t("commons-tags-title")).noindex().main_class("narrow").body(body)
}
