mod answering;
mod citing;
mod claiming;
mod importing;
mod noting;
mod pages;
mod real_library;
mod remembering;
mod searching;
mod texts;
mod town;

use commonround_testkit::World;

async fn world() -> World {
    World::open(&[crate::MIGRATIONS], Vec::new(), Vec::new()).await
}
