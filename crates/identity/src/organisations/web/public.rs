use commonround_web::{Answer, Caller, Path, Query, Routes, State, doc};

use super::api;
use crate::identity::Identity;
use crate::organisations::{reads, views};

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/organisations",
            list_organisations,
            doc("list_organisations", "Organisations, the verified ones first; at most 100.")
                .query::<api::OrganisationsQuery>()
                .answers::<Vec<api::Organisation>>(),
        )
        .get(
            "/organisations/{handle}",
            show_organisation,
            doc("show_organisation", "An organisation, and how it was checked.")
                .answers::<api::ShownOrganisation>()
                .refuses(&["organisation_closed"]),
        )
        .get(
            "/organisations/{handle}/history",
            show_organisation_history,
            doc("show_organisation_history", "When an organisation was checked, and when not.")
                .answers::<Vec<api::OrganisationChange>>()
                .refuses(&["organisation_closed"]),
        )
}

async fn list_organisations(
    State(identity): State<Identity>,
    caller: Caller,
    Query(query): Query<api::OrganisationsQuery>,
) -> Answer {
    let found = reads::list(&identity, &query.q).await?;
    let json = || {
        let all = found.iter().map(|row| api::Organisation::of(row, caller.now()));
        all.collect::<Vec<_>>()
    };
    Ok(caller.show(json, |ui| views::public::list(ui, &found, query.q.trim())))
}

async fn show_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let reader = caller.actor().map(|actor| actor.persona);
    let shown = reads::show(&identity, reader, &handle).await?;
    let json = || api::ShownOrganisation::of(&shown, caller.now());
    Ok(caller.show(json, |ui| views::public::page(ui, &shown)))
}

async fn show_organisation_history(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let (organisation, changes) = reads::history(&identity, &handle).await?;
    let json = || changes.iter().map(api::OrganisationChange::of).collect::<Vec<_>>();
    Ok(caller.show(json, |ui| views::public::history(ui, &organisation, &changes)))
}
