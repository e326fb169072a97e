//! Accounts, personas, sign-in, sessions, tokens and mail.
//!
//! An account signs in; a persona speaks. Others see and follow personas only, and no stored row
//! holds an account and a second persona together in clear.

mod admin;
mod cards;
mod change_email;
mod change_password;
mod codes;
mod config;
mod confirm_email;
mod credentials;
mod devices;
mod enrol;
mod erase_account;
mod identity;
mod jobs;
mod join;
mod letters;
pub mod limits;
mod model;
mod my_account;
mod notice_mail;
pub mod organisations;
mod passwords;
mod policy;
mod preferences;
mod queue_mail;
mod reset_password;
pub mod restore;
pub mod sanctions;
mod send_mail;
mod sessions;
mod set_display;
mod setup;
mod sign_in;
mod standing;
mod store;
pub mod strikes;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod titles;
mod tokens;
pub mod two_person;
mod typed_code;
mod views;
pub mod vouching;
mod web;

pub use admin::{Duty, give_duty, list_accounts, set_conflict_group, sign_in_as, take_duty};
pub use cards::{
    NameCard, account_of, card_by_handle, cards, joined_at, personas_by_handle, role_of,
};
pub use config::Config;
pub use credentials::{
    IssuerRow, NewIssuer, RegisterEnd, RegisterOptions, RegisterProgress, RegisterReport, Speaks,
    add_issuer, badge, claim_path, import_register, list_issuers, profession_title,
    withdraw_issuer, work,
};
pub use enrol::{Enrolled, Newcomer, enrol, enrol_confirmed};
pub use identity::Identity;
pub use jobs::jobs;
pub use model::{AgeBand, DisplayName, Email, Field, Handle, fold_handle};
pub use notice_mail::{has_address, mail_notice};
pub use passwords::{PasswordHash, hash_password};
pub use send_mail::consumers;
pub use sessions::sessions;
pub use set_display::set_display;
pub use setup::{issue_setup_link, needs_setup};
pub use standing::{Badge, Standing, Title, TitleCheck};
pub use store::MIGRATIONS;
pub use store::accounts::AccountLine;
pub use store::personas::Display;
pub use tokens::issue_token;
pub use web::routes;

use std::sync::Arc;

use commonround_kernel::KeyRing;
use commonround_web::Catalogue;

/// What of this room takes two people, for the instance's list.
#[must_use]
pub fn executors(keys: &Arc<KeyRing>, config: &Config) -> Vec<two_person::Executor> {
    [credentials::executors(keys, config), organisations::executors()].concat()
}

/// English and French of this room's pages.
pub const CATALOGUES: &[Catalogue] = &[
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") },
    two_person::CATALOGUE,
    titles::CATALOGUE,
    credentials::CATALOGUE,
    organisations::CATALOGUE,
    vouching::CATALOGUE,
];
