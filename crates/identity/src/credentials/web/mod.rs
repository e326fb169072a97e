//! Routes: read the input, call the use case, show what came of it.

mod api;
mod appeals;
mod claims;
mod desk_api;
mod officer;
mod proving;
mod verify;

use commonround_web::Routes;

pub use proving::claim_again;

use crate::identity::Identity;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    let pages = [claims::add, proving::add, appeals::add, officer::add, verify::add];
    pages.into_iter().fold(routes, |routes, add| add(routes))
}
