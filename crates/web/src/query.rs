//! Extractors for what stands in the address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use commonround_kernel::limits::PAGE_ITEMS_MAX;
use commonround_kernel::{Error, Invalid, Result, Slice};
use serde::de::DeserializeOwned;

use crate::Refused;
use crate::input::parse_form;

/// Names that belong to the frame and never reach a `Query<T>`: `Paging` reads the last three.
const RESERVED: [&str; 6] = ["lang", "next", "said", "before", "after", "limit"];

/// What other sites hang on to links of ours; nobody here reads it.
fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_") || ["fbclid", "gclid", "msclkid", "mc_cid", "mc_eid"].contains(&name)
}

/// The query of the address, parsed; refusals as of `Input`.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let raw = parts.uri.query().unwrap_or_default();
        let own = raw.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !pair.is_empty() && !RESERVED.contains(&name) && !is_tracking(name)
        });
        Ok(Self(parse_form(own.collect::<Vec<_>>().join("&").as_bytes())?))
    }
}

/// `?before=`, `?after=` and `?limit=` of a list, newest first.
pub struct Paging(pub Slice);

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Ok(Self(paging(parts.uri.query().unwrap_or_default())?))
    }
}

fn paging(query: &str) -> Result<Slice> {
    let mut slice = Slice::first();
    let mut invalid = Invalid::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "before" => slice.before = invalid.take(position("before", &value)),
            "after" => slice.after = invalid.take(position("after", &value)),
            "limit" => {
                if let Some(limit) = invalid.take(limit(&value)) {
                    slice = slice.with_limit(limit);
                }
            }
            _ => {}
        }
    }
    invalid.into_result()?;
    Ok(slice)
}

fn position(field: &str, raw: &str) -> Result<i64, Invalid> {
    let digits = !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
    let parsed = digits.then(|| raw.parse().ok()).flatten();
    parsed.ok_or_else(|| Invalid::new(field, "malformed"))
}

fn limit(raw: &str) -> Result<usize, Invalid> {
    let parsed = raw.parse().map_err(|_| Invalid::new("limit", "malformed"))?;
    if (1..=PAGE_ITEMS_MAX).contains(&parsed) {
        Ok(parsed)
    } else {
        Err(Invalid::new("limit", "out_of_range"))
    }
}

/// A piece of the path. One that does not parse is an address that does not exist: 404.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let found = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Refused(Error::NotFound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str) -> String {
        match paging(query) {
            Ok(Slice { before, after, limit }) => format!("{before:?} {after:?} {limit}"),
            Err(refused) => refused.to_string(),
        }
    }

    #[test]
    fn paging_reads_or_refuses() {
        assert_eq!(check(""), "None None 20");
        assert_eq!(check("before=5&limit=40&q=x"), "Some(5) None 40");
        assert_eq!(check("after=7"), "None Some(7) 20");
        assert_eq!(check("limit=0"), "invalid: limit=out_of_range");
        assert_eq!(check("limit=41"), "invalid: limit=out_of_range");
        assert_eq!(check("before=-1&limit=x"), "invalid: before=malformed limit=malformed");
        assert_eq!(check("before=9223372036854775808"), "invalid: before=malformed");
        assert_eq!(check("after="), "invalid: after=malformed");
    }
}
