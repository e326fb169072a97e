//! Token Status List (draft-ietf-oauth-status-list): one address, a few bits for each credential.

mod list;
mod token;

pub use list::{StatusEntry, StatusList, Width};
pub use token::{Freshness, StatusRef, StatusToken, issue_status_token, verify_status_token};
