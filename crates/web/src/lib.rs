//! Extractors, answers, pages, components, assets, languages and live streams over axum. Knows no
//! room and no database: sessions reach it as a port.

mod answer;
pub mod assets;
mod bell;
mod caller;
mod complaint;
pub mod components;
mod guard;
pub mod i18n;
mod input;
mod lang;
mod limiter;
pub mod live;
mod network;
mod openapi;
mod page;
mod patch;
mod query;
mod refusal;
mod routes;
pub mod security;
mod session;
mod site;
mod stack;
mod ui;
mod upload;
mod wants;

pub use answer::{Answer, Done, Nothing, no_store};
pub use assets::asset;
pub use bell::{BELL_SHOWN_MAX, Bell, CountUnread, bell_patch, few};
pub use caller::Caller;
pub use components::FormState;
pub use guard::Auth;
pub use i18n::{Catalogue, Value};
pub use input::Input;
pub use lang::{Lang, Theme};
pub use limiter::{LimitClass, Limiter};
pub use network::TrustedProxy;
pub use openapi::openapi;
pub use page::Page;
pub use patch::Patch;
pub use query::{Paging, Path, Query};
pub use refusal::{ProblemBody, Refused};
pub use routes::{Doc, Endpoint, Routes, doc};
pub use session::{
    Me, Resolved, Sessions, Shown, clear_session_cookie, cookie_name, session_cookie,
};
pub use site::{FootLink, Room, Site, When};
pub use stack::{WebConfig, serve_stack};
pub use ui::Ui;
pub use upload::Upload;
pub use wants::{PATCH_TYPE, Wants};

// What handlers and views need of the libraries underneath, so that rooms name one crate.
pub use axum::extract::State;
pub use axum::http::StatusCode;
pub use axum::response::Response;
pub use maud::{Markup, PreEscaped, html};

/// This crate's own texts.
pub const CATALOGUE: Catalogue =
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") };
