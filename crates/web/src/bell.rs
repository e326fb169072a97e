//! The bell in the frame of each page: whether something new waits for the reader. What that is,
//! the room behind it knows; here stand how it looks and how open pages hear of it.

use std::borrow::Cow;
use std::future::pending;
use std::sync::Arc;

use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result};
use futures_util::StreamExt;
use maud::{Markup, html};

use crate::components::{hidden, icon};
use crate::live::{Hub, LiveEvent, Subscription};
use crate::{Caller, Patch, Ui};

/// More than this is said as "9+": nobody is to chase a number.
pub const BELL_SHOWN_MAX: usize = 9;

/// Counts what is new for a persona. More than `BELL_SHOWN_MAX` need not be told apart.
pub type CountUnread = Arc<dyn Fn(Id<Persona>) -> Promise<'static, Result<usize>> + Send + Sync>;

/// Where the bell leads and how it counts. Pages themselves never count: the number comes with
/// their stream, and on pages that know it, from `Page::unread`.
#[derive(Clone)]
pub struct Bell {
    /// The page behind the bell.
    pub path: &'static str,
    /// The stream of pages that have none of their own.
    pub stream: &'static str,
    pub count: CountUnread,
}

impl Hub {
    /// What is new for this persona is not what it was: every open page of theirs counts again.
    pub fn ring(&self, persona: Id<Persona>) {
        self.publish(&topic(persona), LiveEvent::new("bell", persona.get()));
    }
}

pub(crate) fn topic(persona: Id<Persona>) -> String {
    format!("bell:{persona}")
}

/// The bells of a page as they are now, for a live form whose answer changes them.
#[must_use]
pub fn bell_patch(ui: &Ui<'_>, patch: Patch, unread: usize) -> Patch {
    patch.inner("#bell-top", inside_top(ui, unread)).inner("#bell-nav", inside_nav(ui, unread))
}

/// How many are new, as people are told: `3`, `9+`.
#[must_use]
pub fn few(unread: usize) -> Cow<'static, str> {
    match unread {
        0..=BELL_SHOWN_MAX => Cow::Owned(unread.to_string()),
        _ => Cow::Borrowed("9+"),
    }
}

/// The bell of the bar on top, on phones.
pub(crate) fn in_top_bar(ui: &Ui<'_>, unread: usize) -> Option<Markup> {
    let bell = of_reader(ui)?;
    Some(html! { a #bell-top.ibtn.bell href=(bell.path) { (inside_top(ui, unread)) } })
}

fn inside_top(ui: &Ui<'_>, unread: usize) -> Markup {
    let label = match unread {
        0 => Cow::Borrowed(ui.t("web-bell")),
        _ => Cow::Owned(ui.ta("web-bell-new", &[("n", few(unread).into())])),
    };
    html! { (icon("bell")) (dot(unread)) (hidden(&label)) }
}

/// The bell among the rooms, on wider windows. Its label is short: the narrow rail cuts long ones.
pub(crate) fn in_navigation(ui: &Ui<'_>, unread: usize) -> Option<Markup> {
    let bell = of_reader(ui)?;
    let current = (ui.caller().path() == bell.path).then_some("page");
    Some(html! {
        a #bell-nav.bell href=(bell.path) aria-current=[current] { (inside_nav(ui, unread)) }
    })
}

fn inside_nav(ui: &Ui<'_>, unread: usize) -> Markup {
    html! {
        (icon("bell")) (dot(unread))
        span {
            (ui.t("web-bell-short"))
            @if unread > 0 { (hidden(&ui.ta("web-bell-more", &[("n", few(unread).into())]))) }
        }
    }
}

fn dot(unread: usize) -> Markup {
    html! { @if unread > 0 { i.dot aria-hidden="true" {} } }
}

/// The stream of a page that has none of its own.
pub(crate) fn stream<'a>(ui: &Ui<'a>) -> Option<&'a str> {
    of_reader(ui).map(|bell| bell.stream)
}

fn of_reader<'a>(ui: &Ui<'a>) -> Option<&'a Bell> {
    ui.me()?;
    ui.site().bell.as_ref()
}

/// The bell's part of a stream.
pub(crate) struct Ringing {
    caller: Caller,
    persona: Id<Persona>,
    count: CountUnread,
    events: Subscription,
    /// To be counted: at first, and after each event. Stays until it was said, since the stream may
    /// drop a count that is under way.
    is_due: bool,
    said: Option<usize>,
}

impl Ringing {
    /// `None` for readers without a bell.
    pub(crate) fn of(caller: &Caller, hub: &Hub) -> Option<Self> {
        let persona = caller.actor()?.persona;
        let count = Arc::clone(&caller.site().bell.as_ref()?.count);
        let events = hub.subscribe(&[topic(persona)]);
        Some(Self { caller: caller.clone(), persona, count, events, is_due: true, said: None })
    }

    /// The next change of the bell. The first comes at once; a count that fails is left out.
    pub(crate) async fn next(&mut self) -> Patch {
        loop {
            if !self.is_due {
                match self.events.next().await {
                    Some(_) => self.is_due = true,
                    None => return pending().await,
                }
            }
            let counted = (self.count)(self.persona).await.ok();
            self.is_due = false;
            if let Some(unread) = counted.filter(|unread| self.said != Some(*unread)) {
                self.said = Some(unread);
                return bell_patch(&self.caller.ui(), Patch::new(), unread);
            }
        }
    }
}
