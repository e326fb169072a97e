use std::borrow::Cow;
use std::cell::Cell;

use commonround_kernel::Timestamp;
use maud::{Markup, html};

use crate::i18n::Value;
use crate::session::Me;
use crate::site::Site;
use crate::{Caller, Lang};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// What a view needs of the request: the language and who is reading. Cheap to make.
pub struct Ui<'a> {
    caller: &'a Caller,
    sensitive: Cell<bool>,
}

impl<'a> Ui<'a> {
    pub(crate) fn new(caller: &'a Caller) -> Self {
        Self { caller, sensitive: Cell::new(false) }
    }

    /// A text without arguments: a look-up, no formatting.
    #[must_use]
    pub fn t<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        match self.known(key) {
            Some(text) => text,
            None => {
                tracing::error!(key, "no such text, or it takes arguments");
                key
            }
        }
    }

    /// A text with arguments: `ui.ta("commons-replies", &[("n", 3.into())])`.
    #[must_use]
    pub fn ta(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let text = self.site().languages.format(self.lang(), key, args);
        text.unwrap_or_else(|| {
            tracing::error!(key, "no such text");
            key.to_owned()
        })
    }

    /// A text whose key was made at run time and may not exist.
    #[must_use]
    pub fn known(&self, key: &str) -> Option<&'a str> {
        self.caller.site().languages.plain(self.lang(), key)
    }

    /// Why something was refused, in words.
    #[must_use]
    pub fn error(&self, code: &str) -> &'a str {
        let text = self.known(&format!("error-{}", code.replace('_', "-")));
        text.unwrap_or_else(|| self.t("error-fault"))
    }

    /// What is wrong with a field, in words.
    #[must_use]
    pub fn problem(&self, why: &str) -> &'a str {
        let text = self.known(&format!("problem-{}", why.replace('_', "-")));
        text.or_else(|| self.known("problem-other")).unwrap_or_default()
    }

    #[must_use]
    pub fn caller(&self) -> &'a Caller {
        self.caller
    }

    #[must_use]
    pub fn site(&self) -> &'a Site {
        self.caller.site()
    }

    #[must_use]
    pub fn me(&self) -> Option<&'a Me> {
        self.caller.me()
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.caller.lang()
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.caller.now()
    }

    /// A link that keeps a language asked for by `?lang=`.
    #[must_use]
    pub fn href<'p>(&self, path: &'p str) -> Cow<'p, str> {
        self.caller.href(path)
    }

    pub(crate) fn mark_sensitive(&self) {
        self.sensitive.set(true);
    }

    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive.get()
    }

    /// How long ago, short: `now`, `5 min`, `2 h`, `3 d`, then the date. The script keeps it true.
    #[must_use]
    pub fn ago(&self, at: Timestamp) -> Markup {
        html! { time datetime=(at.to_string()) data-ago title=(self.full_date(at)) { (self.ago_text(at)) } }
    }

    fn ago_text(&self, at: Timestamp) -> String {
        let secs = self.now().since(at).as_secs();
        let (place, unit) = match secs {
            0..MINUTE => return self.t("web-ago-now").to_owned(),
            MINUTE..HOUR => (0, MINUTE),
            HOUR..DAY => (1, HOUR),
            _ if secs < 7 * DAY => (2, DAY),
            _ => return self.date_text(at),
        };
        // One text for all three, since the script needs them as well.
        let pattern = self.t("web-ago").split('|').nth(place).unwrap_or_default();
        pattern.replace("{n}", &(secs / unit).to_string())
    }

    /// The day: `3 November 2026`.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Markup {
        html! { time datetime=(at.to_string()) { (self.date_text(at)) } }
    }

    /// The day as text, in UTC.
    #[must_use]
    pub fn date_text(&self, at: Timestamp) -> String {
        let day = at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
        self.day_text(day)
    }

    /// A calendar day as text. Filled in by hand, since a page of posts has many.
    #[must_use]
    pub fn day_text(&self, day: jiff::civil::Date) -> String {
        let pattern = if day.day() == 1 { self.t("web-date-first") } else { self.t("web-date") };
        let month = self.t(MONTHS[usize::from(day.month().unsigned_abs()) - 1]);
        let with_day = pattern.replacen("{day}", &day.day().to_string(), 1);
        with_day.replacen("{month}", month, 1).replacen("{year}", &day.year().to_string(), 1)
    }

    /// A month such as `2026-11` in words: `November 2026`. What is no month stays as it is.
    #[must_use]
    pub fn month_text(&self, month: &str) -> String {
        let parts =
            month.split_once('-').and_then(|(year, n)| Some((year, n.parse::<usize>().ok()?)));
        let named = parts.and_then(|(year, n)| Some((year, *MONTHS.get(n.checked_sub(1)?)?)));
        named.map_or_else(|| month.to_owned(), |(year, key)| format!("{} {year}", self.t(key)))
    }

    fn full_date(&self, at: Timestamp) -> String {
        let zoned = at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
        let day = self.day_text(zoned.date());
        format!("{day}, {:02}:{:02} UTC", zoned.hour(), zoned.minute())
    }

    /// A whole number with the language's grouping: `16,407`, `16 407`.
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        let mark = match self.lang() {
            Lang::En => ',',
            Lang::Fr => '\u{202f}',
        };
        let digits = n.to_string();
        let mut grouped = String::with_capacity(digits.len() + 4);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push(mark);
            }
            grouped.push(digit);
        }
        grouped
    }
}

const MONTHS: [&str; 12] = [
    "web-month-1",
    "web-month-2",
    "web-month-3",
    "web-month-4",
    "web-month-5",
    "web-month-6",
    "web-month-7",
    "web-month-8",
    "web-month-9",
    "web-month-10",
    "web-month-11",
    "web-month-12",
];
