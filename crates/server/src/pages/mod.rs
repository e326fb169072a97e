//! Pages that belong to no room: they compose what rooms hand out.

mod audit_heads;
mod health;
mod help;
mod home;
mod plain;
mod search;
mod tags;

use commonround_web::{Auth, Routes, doc};

use crate::instance::Instance;

/// Routes of the pages, without state.
#[must_use]
pub fn routes(instance: &Instance) -> Routes<()> {
    Routes::<Instance>::new()
        .get("/", home::show_home, doc("show_home", "Home: what the people and tags one follows say; the local timeline when signed out.").auth(Auth::Anyone).paged().answers::<commonround_commons::api::Page<'_>>())
        .get("/search", search::search, doc("search", "People, tags, posts and trusted facts for a question in one's own words.").auth(Auth::Anyone).query::<search::Asking>().paged().answers::<search::Found<'_>>())
        .get("/tags/{tag}", tags::show_tag, doc("show_tag", "A tag: trusted facts on its topic, and public statuses with it, newest first.").paged().answers::<tags::TagPage<'_>>())
        .get("/help", help::show_help, doc("show_help", "Emergency and crisis numbers, and help with the site.").auth(Auth::Anyone).answers::<commonround_safety::resources::Pack>())
        .get("/about", plain::show_about, doc("show_about", "What this site is.").auth(Auth::Anyone).answers::<plain::About>())
        .get("/privacy", plain::show_privacy, doc("show_privacy", "What is kept and who sees it.").auth(Auth::Anyone).answers::<plain::Sections>())
        .get("/rules", plain::show_rules, doc("show_rules", "The rules of this site.").auth(Auth::Anyone).answers::<plain::Rules>())
        .get("/health/live", health::show_live, doc("show_live", "Whether the process answers.").auth(Auth::Anyone).answers::<health::Health>())
        .get("/health/ready", health::show_ready, doc("show_ready", "Whether the database answers too.").auth(Auth::Anyone).answers::<health::Health>())
        .get("/.well-known/commonround-audit.json", audit_heads::show_audit_heads, doc("show_audit_heads", "The newest signed heads of the audit log, and the keys that they are checked with.").auth(Auth::Anyone).answers::<audit_heads::AuditHeads>())
        .with_state(instance.clone())
}
