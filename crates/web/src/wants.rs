use axum::http::{HeaderMap, header};

use crate::lang::weight_of;

/// The content type of a patch: pieces of a page with instructions where they go.
pub const PATCH_TYPE: &str = "text/vnd.app.patch+html";

/// What the caller wants back. One URL answers all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wants {
    /// A browser: a full page, or a redirect after a write.
    Page,
    /// A program: the documented JSON.
    Json,
    /// Our own script, from a live form.
    Patch,
}

impl Wants {
    const OFFERS: [(Self, &'static str); 5] = [
        (Self::Page, "text/html"),
        (Self::Page, "application/xhtml+xml"),
        (Self::Json, "application/json"),
        (Self::Json, "application/problem+json"),
        (Self::Patch, PATCH_TYPE),
    ];

    /// Reads `Accept`. Of two that are equally welcome the one named more exactly wins; whoever
    /// says nothing gets JSON when it sent JSON, else the page.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let fallback = if sends_json(headers) { Self::Json } else { Self::Page };
        let accept = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok());
        let mut best: Option<(f32, u8, Self)> = None;
        for range in accept.flat_map(|line| line.split(',')) {
            let mut pieces = range.split(';');
            let kind = pieces.next().unwrap_or_default().trim();
            let weight = pieces.find_map(weight_of).unwrap_or(1.0);
            let Some((exactness, wants)) = Self::matching(kind, fallback) else { continue };
            let better = best.is_none_or(|(w, e, _)| weight > w || (weight >= w && exactness > e));
            if weight > 0.0 && better {
                best = Some((weight, exactness, wants));
            }
        }
        best.map_or(fallback, |(_, _, wants)| wants)
    }

    fn matching(range: &str, fallback: Self) -> Option<(u8, Self)> {
        match range {
            "*/*" => Some((0, fallback)),
            "text/*" => Some((1, Self::Page)),
            "application/*" => Some((1, Self::Json)),
            exact => {
                let offer = Self::OFFERS.iter().find(|(_, kind)| kind.eq_ignore_ascii_case(exact));
                offer.map(|(wants, _)| (2, *wants))
            }
        }
    }
}

pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let raw = headers.get(header::CONTENT_TYPE)?.to_str().unwrap_or("unreadable");
    Some(raw.split(';').next().unwrap_or_default().trim())
}

fn sends_json(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(accept: Option<&str>, sent: Option<&str>) -> Wants {
        let mut headers = HeaderMap::new();
        let mut put = |name, value: Option<&str>| {
            value.map(|v| headers.insert(name, v.parse().unwrap()));
        };
        put(header::ACCEPT, accept);
        put(header::CONTENT_TYPE, sent);
        Wants::of(&headers)
    }

    #[test]
    fn negotiation_table() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let table = [
            (Some(browser), Wants::Page),
            (Some("application/json"), Wants::Json),
            (Some("Application/JSON"), Wants::Json),
            (Some("application/json, text/plain, */*"), Wants::Json),
            (Some("application/problem+json"), Wants::Json),
            (Some("application/*"), Wants::Json),
            (Some("text/*"), Wants::Page),
            (Some("*/*"), Wants::Page),
            (Some("*/*, application/json;q=0.5"), Wants::Page),
            (Some("text/html;q=0.2, application/json;q=0.9"), Wants::Json),
            (Some("application/json;q=0"), Wants::Page),
            (Some("text/vnd.app.patch+html"), Wants::Patch),
            (Some("text/vnd.app.patch+html, text/html;q=0.9"), Wants::Patch),
            (Some("image/png"), Wants::Page),
            (Some(""), Wants::Page),
            (Some("application/json;q=rubbish"), Wants::Page),
            (None, Wants::Page),
        ];
        for (accept, expected) in table {
            assert_eq!(wants(accept, None), expected, "{accept:?}");
        }
    }

    #[test]
    fn who_sends_json_and_does_not_say_gets_json() {
        assert_eq!(wants(None, Some("application/json; charset=utf-8")), Wants::Json);
        assert_eq!(wants(Some("*/*"), Some("application/json")), Wants::Json);
        assert_eq!(wants(Some("text/html"), Some("application/json")), Wants::Page);
        assert_eq!(wants(None, Some("application/x-www-form-urlencoded")), Wants::Page);
    }
}
