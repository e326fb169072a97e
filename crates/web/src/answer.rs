//! How a handler answers: what it read or did, once as JSON and once as a page, and only the one
//! that was asked for is made.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use commonround_kernel::{Error, Invalid};
use maud::Markup;
use schemars::JsonSchema;
use serde::Serialize;

use crate::caller::with_query;
use crate::refusal::{problem_response, problem_with};
use crate::{Caller, Patch, Refused, Ui, Wants};

/// What every handler returns.
pub type Answer = Result<Response, Refused>;

/// The JSON answer of a write that has nothing to tell: `{}`.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct Nothing {}

/// Where a browser goes after a write.
pub struct Done {
    to: Cow<'static, str>,
    status: StatusCode,
    said: Option<&'static str>,
    cookie: Option<HeaderValue>,
}

impl Done {
    /// 303 to a path of ours for a browser, 200 for a program.
    pub fn to(path: impl Into<Cow<'static, str>>) -> Self {
        Self { to: path.into(), status: StatusCode::OK, said: None, cookie: None }
    }

    /// The same, 201 for a program: the path is that of the new thing.
    pub fn created(path: impl Into<Cow<'static, str>>) -> Self {
        Self { status: StatusCode::CREATED, ..Self::to(path) }
    }

    /// The next page says this on top. The key must contain `-notice-`, so that a foreign link can
    /// make a page say nothing but such notices.
    #[must_use]
    pub fn saying(self, notice_key: &'static str) -> Self {
        debug_assert!(notice_key.contains("-notice-"), "{notice_key} would never be shown");
        Self { said: Some(notice_key), ..self }
    }

    /// Adds a `Set-Cookie`.
    #[must_use]
    pub fn cookie(self, cookie: HeaderValue) -> Self {
        Self { cookie: Some(cookie), ..self }
    }

    fn address(&self, caller: &Caller) -> String {
        let to = caller.href(&self.to);
        match self.said {
            Some(key) => with_query(&to, "said", key),
            None => to.into_owned(),
        }
    }
}

impl Caller {
    /// A read: the JSON for a program, else the full page.
    pub fn show<J: Serialize>(
        &self,
        json: impl FnOnce() -> J,
        page: impl FnOnce(&Ui<'_>) -> Markup,
    ) -> Response {
        match self.wants() {
            Wants::Json => json_response(StatusCode::OK, &json()),
            Wants::Page | Wants::Patch => self.page(StatusCode::OK, page),
        }
    }

    /// A write: 303, JSON, or a patch that takes a live form where a browser would have gone.
    pub fn done<J: Serialize>(&self, done: Done, json: impl FnOnce() -> J) -> Response {
        let to = done.address(self);
        self.done_patch(done, json, |_| Patch::new().go(&to))
    }

    /// The same, where a live form gets a patch of its own instead.
    pub fn done_patch<J: Serialize>(
        &self,
        done: Done,
        json: impl FnOnce() -> J,
        patch: impl FnOnce(&Ui<'_>) -> Patch,
    ) -> Response {
        let mut response = match self.wants() {
            Wants::Json => json_response(done.status, &json()),
            Wants::Patch => patch(&Ui::new(self)).into_response(),
            Wants::Page => StatusCode::SEE_OTHER.into_response(),
        };
        let to = match self.wants() {
            Wants::Page => Some(done.address(self)),
            Wants::Json if done.status == StatusCode::CREATED => Some(done.to.into_owned()),
            Wants::Json | Wants::Patch => None,
        };
        if let Some(to) = to.and_then(|to| HeaderValue::try_from(to).ok()) {
            response.headers_mut().insert(header::LOCATION, to);
        }
        if let Some(cookie) = done.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The form again with what is wrong; a program gets the problems, a live form an error summary.
    pub fn refused_form(
        &self,
        status: StatusCode,
        invalid: &Invalid,
        page: impl FnOnce(&Ui<'_>) -> Markup,
    ) -> Answer {
        match self.wants() {
            Wants::Page => Ok(self.page(status, page)),
            Wants::Json | Wants::Patch => {
                Ok(problem_response(self, status, &Error::Invalid(invalid.clone())))
            }
        }
    }

    /// The form again where a use case refused: the error's own status and code decide.
    pub fn refused_with(&self, error: Error, page: impl FnOnce(&Ui<'_>) -> Markup) -> Answer {
        let status = StatusCode::from_u16(error.status()).unwrap_or_default();
        match self.wants() {
            Wants::Page if status.is_client_error() => Ok(self.page(status, page)),
            _ => Err(Refused(error)),
        }
    }

    /// A refusal that says more than its code: a program gets the members of `more` beside those of
    /// every problem, a live form gets the patch.
    pub fn refused_more<J: Serialize>(
        &self,
        status: StatusCode,
        code: &'static str,
        more: impl FnOnce() -> J,
        page: impl FnOnce(&Ui<'_>) -> Markup,
        patch: impl FnOnce(&Ui<'_>) -> Patch,
    ) -> Response {
        match self.wants() {
            Wants::Page => self.page(status, page),
            Wants::Patch => (status, patch(&Ui::new(self))).into_response(),
            Wants::Json => problem_with(self, status, code, more()),
        }
    }

    pub(crate) fn page(
        &self,
        status: StatusCode,
        page: impl FnOnce(&Ui<'_>) -> Markup,
    ) -> Response {
        let ui = Ui::new(self);
        let markup = page(&ui);
        let mut response = (status, axum::response::Html(markup.into_string())).into_response();
        response.extensions_mut().insert(Rendered);
        if ui.is_sensitive() {
            forbid_storing(&mut response);
        }
        response
    }
}

/// Marks a refusal that already has its body.
#[derive(Clone, Copy)]
pub(crate) struct Rendered;

/// Keeps a response out of every cache, also the browser's own.
#[must_use]
pub fn no_store(mut response: Response) -> Response {
    forbid_storing(&mut response);
    response
}

fn forbid_storing(response: &mut Response) {
    let value = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
}

pub(crate) fn json_response(status: StatusCode, json: &impl Serialize) -> Response {
    let body = match serde_json::to_vec(json) {
        Ok(body) => Body::from(body),
        Err(cause) => return Refused(Error::fault(cause)).into_response(),
    };
    let kind = HeaderValue::from_static("application/json");
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    response.extensions_mut().insert(Rendered);
    response
}
