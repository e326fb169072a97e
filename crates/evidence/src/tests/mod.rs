mod answering;
mod citing;
mod claiming;
mod downloading;
mod erasing;
mod importing;
mod interim;
mod noting;
mod pages;
mod real_library;
mod remembering;
mod reviewing;
mod searching;
mod sources_falling;
mod texts;
mod town;
mod writing;

use commonround_testkit::World;

async fn world() -> World {
    World::open(&[crate::MIGRATIONS], Vec::new(), Vec::new()).await
}
