//! Routes of the library: parse, read, show.

mod facts;
mod sources;

use commonround_web::{Routes, doc};

use crate::Evidence;
use crate::api::{FactDetail, FactsPage, SourceFacts, SourcesPage};
use crate::sources::pages::AllowListPage;
use facts::FactsQuery;

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/facts",
            facts::list_facts,
            doc(
                "list_facts",
                "Trusted facts, newest first, of all publishers or one, on all topics or one.",
            )
            .query::<FactsQuery>()
            .paged()
            .answers::<FactsPage>(),
        )
        .get(
            "/facts/{id}",
            facts::read_fact,
            doc("read_fact", "A trusted fact with its publisher, licence and original page.")
                .answers::<FactDetail>()
                .refuses(&["fact_withdrawn"]),
        )
        .get(
            "/sources",
            sources::list_sources,
            doc("list_sources", "The publishers that facts come from.").answers::<SourcesPage>(),
        )
        .get(
            "/sources/allow-list",
            sources::show_allow_list,
            doc(
                "show_allow_list",
                "The publishers and works that citations are weighed by, and how the list changed.",
            )
            .answers::<AllowListPage>(),
        )
        .get(
            "/sources/{slug}",
            sources::read_source,
            doc("read_source", "A publisher, who stands behind it, and its facts, newest first.")
                .paged()
                .answers::<SourceFacts>(),
        )
}
