//! Who is vouched for: versions of the allow-list, and works that were retracted.

mod allow_list;
mod import_retractions;
pub(crate) mod pages;
mod publish_allow_list;
pub(crate) mod store;

pub use allow_list::{AllowList, Listed, Rule};
pub use import_retractions::{Retracted, RetractionReport, import_retractions};
pub use publish_allow_list::{install_bundled, publish_allow_list};
pub(crate) use store::forget_cited;
pub use store::{Version, record_cited, record_cited_url, retracted_doi};
