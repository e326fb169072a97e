mod citing;
mod importing;
mod pages;
mod real_library;
mod searching;
mod texts;

use commonround_testkit::World;

async fn world() -> World {
    World::open(&[crate::MIGRATIONS], Vec::new(), Vec::new()).await
}
