//! One mapping from the closed error list to what the caller wants: an error page, problem+json
//! (RFC 9457), or a patch that says it where the form stands.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use commonround_kernel::{Error, Invalid, Problem};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::Rendered;
use crate::components::{ButtonKind, button_link, error_summary};
use crate::{Caller, Page, Patch, Ui, Wants};

/// A refusal on its way out. The outer layer gives it the body its caller wants.
#[derive(Debug)]
pub struct Refused(pub Error);

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// What the outer layer finds on a response that still lacks its body.
#[derive(Clone)]
pub(crate) struct Unrendered(pub Arc<Error>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or_default();
        let mut response = status.into_response();
        response.extensions_mut().insert(Unrendered(Arc::new(self.0)));
        response
    }
}

/// The body of every refusal as JSON (`application/problem+json`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemBody {
    /// What happened, in the caller's language.
    pub title: String,
    pub status: u16,
    /// Stable and snake_case: what programs match on.
    pub code: String,
    /// What is wrong with the input, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// To quote when asking the people who run the instance.
    pub request_id: String,
}

/// Gives a refusal its body, and whatever a library below us refused in its own words, too.
pub(crate) fn render(caller: &Caller, response: Response) -> Response {
    if let Some(Unrendered(error)) = response.extensions().get::<Unrendered>().cloned() {
        return error_response(caller, &error);
    }
    let born_here = response.extensions().get::<Rendered>().is_some() || !is_bare(&response);
    if born_here || !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        return method_not_allowed(caller, &response);
    }
    error_response(caller, &foreign(response.status()))
}

fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

/// Only a path that does not parse makes axum answer 400 here, and an address that cannot exist
/// does not exist.
fn foreign(status: StatusCode) -> Error {
    match status.as_u16() {
        400 | 404 => Error::NotFound,
        413 => Error::TooLarge("body_too_large"),
        415 => Error::Unsupported("unsupported_type"),
        422 => Error::invalid("", "malformed"),
        503 => Error::Unavailable("unavailable"),
        other => Error::fault(format!("a library answered {other}")),
    }
}

fn error_response(caller: &Caller, error: &Error) -> Response {
    if let Error::Fault(cause) = error {
        tracing::error!(request_id = caller.request_id(), %cause, "fault");
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    problem_response(caller, status, error)
}

pub(crate) fn problem_response(caller: &Caller, status: StatusCode, error: &Error) -> Response {
    let wait = match error {
        Error::Limited { retry_after, .. } => Some(whole_seconds(*retry_after)),
        Error::Unavailable(_) => Some(5),
        _ => None,
    };
    let problems = match error {
        Error::Invalid(invalid) => invalid.clone(),
        _ => Invalid::default(),
    };
    let mut response = with_body(caller, status, error.code(), &problems, wait);
    if let Some(secs) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs));
    }
    if status == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
    }
    response
}

fn method_not_allowed(caller: &Caller, response: &Response) -> Response {
    let invalid = Invalid::default();
    let mut shown = with_body(caller, response.status(), "method_not_allowed", &invalid, None);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        shown.headers_mut().insert(header::ALLOW, allow.clone());
    }
    shown
}

fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn with_body(
    caller: &Caller,
    status: StatusCode,
    code: &str,
    invalid: &Invalid,
    retry_after: Option<u64>,
) -> Response {
    let title = text_of(&caller.ui(), code, status);
    match caller.wants() {
        Wants::Page => caller.page(status, |ui| page(ui, status, code, &title, invalid)),
        Wants::Patch => (status, patch(&caller.ui(), &title, invalid)).into_response(),
        Wants::Json => {
            let problems = invalid.problems().to_vec();
            problem_json(&problem_body(caller, status, code, title, problems, retry_after))
        }
    }
}

fn problem_body(
    caller: &Caller,
    status: StatusCode,
    code: &str,
    title: String,
    problems: Vec<Problem>,
    retry_after: Option<u64>,
) -> ProblemBody {
    let request_id = caller.request_id().to_owned();
    let (status, code) = (status.as_u16(), code.to_owned());
    ProblemBody { title, status, code, problems, retry_after, request_id }
}

/// The usual members of a problem with those of `more` beside them.
#[derive(Serialize)]
struct MoreBody<J> {
    #[serde(flatten)]
    usual: ProblemBody,
    #[serde(flatten)]
    more: J,
}

pub(crate) fn problem_with(
    caller: &Caller,
    status: StatusCode,
    code: &str,
    more: impl Serialize,
) -> Response {
    let title = text_of(&caller.ui(), code, status);
    let usual = problem_body(caller, status, code, title, Vec::new(), None);
    as_problem(crate::answer::json_response(status, &MoreBody { usual, more }))
}

fn problem_json(body: &ProblemBody) -> Response {
    let status = StatusCode::from_u16(body.status).unwrap_or_default();
    as_problem(crate::answer::json_response(status, body))
}

fn as_problem(mut response: Response) -> Response {
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// The text for a code, else for its status.
fn text_of(ui: &Ui<'_>, code: &str, status: StatusCode) -> String {
    let by_code = ui.known(&format!("error-{}", code.replace('_', "-")));
    let text = by_code.or_else(|| ui.known(&format!("error-status-{}", status.as_u16())));
    text.unwrap_or_else(|| ui.t("error-fault")).to_owned()
}

fn patch(ui: &Ui<'_>, title: &str, invalid: &Invalid) -> Patch {
    if invalid.problems().is_empty() {
        Patch::new().toast(title)
    } else {
        Patch::new().errors(error_summary(ui, invalid))
    }
}

fn page(ui: &Ui<'_>, status: StatusCode, code: &str, title: &str, invalid: &Invalid) -> Markup {
    let signed_out = status == StatusCode::UNAUTHORIZED && ui.me().is_none();
    let body = html! {
        div.errorpage data-code=(code) {
            p.errornum aria-hidden="true" { (status.as_u16()) }
            h1 { (title) }
            (error_summary(ui, invalid))
            p { (ui.t(advice_key(status))) }
            p.row {
                @if signed_out {
                    @let next = crate::caller::with_query("/sign-in", "next", &encoded(ui));
                    (button_link(&ui.href(&next), ui.t("web-sign-in"), ButtonKind::Primary))
                    (button_link(&ui.href("/join"), ui.t("web-join"), ButtonKind::Soft))
                } @else {
                    (button_link(&ui.href("/"), ui.t("web-error-home"), ButtonKind::Primary))
                }
                (button_link(&ui.href("/help"), ui.t("web-help"), ButtonKind::Quiet))
            }
            @if status.is_server_error() {
                p.meta { (ui.t("web-error-request")) " " code { (ui.caller().request_id()) } }
            }
        }
    };
    Page::new(ui, title).own_heading().noindex().body(body)
}

fn encoded(ui: &Ui<'_>) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    utf8_percent_encode(ui.caller().path(), NON_ALPHANUMERIC).to_string()
}

const fn advice_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "web-advice-sign-in",
        403 => "web-advice-denied",
        404 | 410 => "web-advice-gone",
        409 | 412 => "web-advice-conflict",
        429 => "web-advice-wait",
        500..=599 => "web-advice-fault",
        _ => "web-advice-input",
    }
}
