//! Reading a request body: one type from a browser's form or a program's JSON, with each way it can
//! be wrong told apart.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use commonround_kernel::limits::{BODY_BYTES_MAX, JSON_DEPTH_MAX};
use commonround_kernel::{Error, Result};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use crate::Refused;
use crate::complaint::{form_error, json_error};
use crate::wants::media_type;

/// The longest a client may take to send a body.
const BODY_SECS_MAX: u64 = 20;
/// How much of a body that is too large is read before the refusal, so that a client that writes
/// first and reads later still sees it.
const DRAIN_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The parsed body of a write: `application/x-www-form-urlencoded` or JSON, by its content type.
///
/// Refusals: 415 `unsupported_type`, 413 `body_too_large`, and 422 with a problem: `not_utf8`,
/// `malformed`, `too_deep`, `control_character` (NUL), `missing`, `unknown_field`, `wrong_type`,
/// `duplicate`.
pub struct Input<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Input<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        let kind = Kind::of(request.headers())?;
        let bytes = read_body(request.into_body()).await?;
        Ok(Self(kind.parse(&bytes)?))
    }
}

/// A body of at most `bytes_max`, within `secs_max`.
///
/// # Errors
/// `body_too_slow`; `TooLarge(code)`.
pub(crate) async fn read_at_most(
    body: Body,
    bytes_max: usize,
    secs_max: u64,
    code: &'static str,
) -> Result<Bytes> {
    tokio::time::timeout(Duration::from_secs(secs_max), collect(body, bytes_max))
        .await
        .map_err(|_| Error::Unavailable("body_too_slow"))??
        .ok_or(Error::TooLarge(code))
}

/// The body of a route without fields: none, an empty form or an empty object.
pub(crate) async fn read_nothing(headers: &HeaderMap, body: Body) -> Result<()> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct NoFields {}

    let bytes = read_body(body).await?;
    if bytes.is_empty() {
        return Ok(());
    }
    Kind::of(headers)?.parse(&bytes).map(|NoFields {}| ())
}

enum Kind {
    Form,
    Json,
}

impl Kind {
    /// A body without a type is a form; an empty one reads as a form without fields.
    fn of(headers: &HeaderMap) -> Result<Self> {
        let charset = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let charset = charset.and_then(|raw| {
            raw.to_ascii_lowercase().split_once("charset=").map(|(_, c)| {
                c.split(';').next().unwrap_or_default().trim_matches([' ', '"']).to_owned()
            })
        });
        if charset.is_some_and(|c| c != "utf-8") {
            return Err(Error::Unsupported("unsupported_charset"));
        }
        match media_type(headers).map(str::to_ascii_lowercase).as_deref() {
            None | Some("application/x-www-form-urlencoded") => Ok(Self::Form),
            Some("application/json") => Ok(Self::Json),
            Some(_) => Err(Error::Unsupported("unsupported_type")),
        }
    }

    fn parse<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T> {
        match self {
            Self::Form => parse_form(bytes),
            Self::Json => parse_json(bytes),
        }
    }
}

async fn read_body(body: Body) -> Result<Bytes> {
    read_at_most(body, BODY_BYTES_MAX, BODY_SECS_MAX, "body_too_large").await
}

/// `None` where there was more.
async fn collect(mut body: Body, bytes_max: usize) -> Result<Option<Bytes>> {
    let mut kept = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Error::invalid("", "malformed"))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen > DRAIN_BYTES_MAX {
            break;
        }
        if seen <= bytes_max {
            kept.extend_from_slice(&data);
        }
    }
    Ok((seen <= bytes_max).then(|| kept.into()))
}

/// Parses form fields or a query.
pub(crate) fn parse_form<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    if percent_encoding::percent_decode(bytes).decode_utf8().is_err() {
        return Err(Error::invalid("", "not_utf8"));
    }
    let pairs = || url::form_urlencoded::parse(bytes);
    if let Some((field, _)) = pairs().find(|(k, v)| k.contains('\0') || v.contains('\0')) {
        return Err(Error::invalid(&field.replace('\0', ""), "control_character"));
    }
    let deserializer = serde_html_form::Deserializer::new(pairs());
    serde_path_to_error::deserialize(deserializer).map_err(|e| form_error(&e))
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::invalid("", "not_utf8"))?;
    if depth(text) > JSON_DEPTH_MAX {
        return Err(Error::invalid("", "too_deep"));
    }
    if let Some(field) = text.contains("\\u0000").then(|| field_with_nul(text)).flatten() {
        return Err(Error::invalid(&field, "control_character"));
    }
    // A list would be read as the fields in their order, which is nothing anybody means.
    if !text.trim_start().starts_with('{') {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        return Err(Error::invalid("", if is_json { "wrong_type" } else { "malformed" }));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = serde_path_to_error::deserialize(&mut deserializer).map_err(|e| json_error(&e))?;
    deserializer.end().map_err(|_| Error::invalid("", "malformed"))?;
    Ok(parsed)
}

/// How deep brackets nest outside strings.
fn depth(json: &str) -> usize {
    let (mut now, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The first field whose name or text holds a NUL, which no database of ours stores.
fn field_with_nul(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    if let serde_json::Value::Object(fields) = &value {
        let found = fields.iter().find(|(name, value)| name.contains('\0') || holds_nul(value));
        return found.map(|(name, _)| name.replace('\0', ""));
    }
    holds_nul(&value).then(String::new)
}

fn holds_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(holds_nul),
        serde_json::Value::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains('\0') || holds_nul(value))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_ignores_brackets_in_strings() {
        assert_eq!(depth(r#"{"a":"[[[[\"[["}"#), 1);
        assert_eq!(depth("[[1],[[2]]]"), 3);
        assert_eq!(depth("]]]"), 0);
        assert_eq!(depth(&"[".repeat(100_000)), 100_000);
    }
}
