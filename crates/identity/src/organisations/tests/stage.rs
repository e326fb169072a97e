//! An organisation with a steward, and a website that says what the test wants.

use std::collections::HashMap;
use std::sync::Arc;

use commonround_kernel::ports::{Ask, Fetch, Fetched, Promise};
use commonround_kernel::{Error, Result, Role};
use parking_lot::Mutex;

use crate::organisations::{Founded, found_verified};
use crate::tests::house::{Browser, House, house_with_outside};

pub const MAPLE: &str = "/settings/organisations/maple";

/// Pages by address; every other address is unreachable.
#[derive(Default)]
pub struct Web(Mutex<HashMap<String, String>>);

impl Web {
    pub fn put(&self, url: &str, page: &str) {
        self.0.lock().insert(url.to_owned(), page.to_owned());
    }
}

impl Fetch for Web {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Promise<'a, Result<Fetched>> {
        let found = self.0.lock().get(ask.url).cloned();
        let page = |text: String| Fetched { media_type: String::new(), body: text.into_bytes() };
        let answer = found.map(page).ok_or(Error::Unavailable("outside_unreachable"));
        Box::pin(std::future::ready(answer))
    }
}

/// A house that reads websites, and somebody in it with a browser.
pub async fn house_with_web() -> (House, Arc<Web>) {
    let web = Arc::new(Web::default());
    (house_with_outside(web.clone()).await, web)
}

pub const FORM: [(&str, &str); 5] = [
    ("handle", "maple"),
    ("name", "Maple Hospital"),
    ("kind", "hospital"),
    ("home_page", "https://maple.example"),
    ("jurisdiction", "CA-ON"),
];

/// The form of a founding with some fields changed.
pub fn form<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let value = |name: &str, given: &'f str| {
        changed.iter().find(|(one, _)| *one == name).map_or(given, |(_, other)| other)
    };
    FORM.into_iter().map(|(name, given)| (name, value(name, given))).collect()
}

/// Grace looks after the organisation, which nobody has checked.
pub async fn founded(house: &House) -> Browser {
    let mut grace = house.member("grace").await;
    let made = grace.post("/settings/organisations", &FORM).await;
    assert_eq!(made.status, 201, "{}", made.body);
    grace
}

/// The same, checked.
pub async fn verified(house: &House) -> Browser {
    let grace = house.join("grace", Role::HealthWorker).await;
    let new = Founded {
        handle: "maple",
        name: "Maple Hospital",
        kind: "hospital",
        home_page: "https://maple.example",
        jurisdiction: "CA-ON",
    };
    house.world.db.write(move |tx| found_verified(tx, &grace, &new)).await.unwrap();
    house.browser_of("grace").await
}

/// Offers to say that Dana works here, and gives the id.
pub async fn offered(steward: &mut Browser, person: &str) -> String {
    let form = [("person", person), ("statement", "works_here"), ("position", "Registered Nurse")];
    let made = steward.post(&format!("{MAPLE}/attestations"), &form).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// What stands about Dana now, as sentences.
pub async fn said(house: &House, handle: &'static str) -> Vec<String> {
    let card = crate::credentials::tests::stage::card(house, handle).await;
    let said = card.standing.attestations.iter();
    said.map(|one| {
        let position = one.position.as_deref().unwrap_or("-");
        format!("{} {} {position}", one.by.handle, one.statement)
    })
    .collect()
}

pub async fn state(house: &House) -> String {
    house.browser().get("/organisations/maple").await.json()["state"].as_str().unwrap().to_owned()
}
