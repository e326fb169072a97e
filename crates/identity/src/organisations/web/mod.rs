//! Routes: read the input, call the use case, show what came of it.

mod api;
mod attestations;
mod desk;
mod manage;
mod proofs;
mod public;

use commonround_web::Routes;

use crate::identity::Identity;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    let pages = [public::add, manage::add, proofs::add, attestations::add, desk::add];
    pages.into_iter().fold(routes, |routes, add| add(routes))
}
