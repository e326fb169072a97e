//! A register, people who claim to be on it, and officers.

use std::io::Cursor;

use commonround_credential::Layout;
use commonround_kernel::Role;
use serde_json::Value;

use crate::credentials::import::{RegisterEnd, RegisterOptions, RegisterReport, import_register};
use crate::tests::house::{Browser, House};
use crate::{Duty, NameCard};

pub const HEADER: &str = "register,jurisdiction,reg_no,family,given,former_names,profession,class,\
status,status_from,expires,conditions,conditions_url,employer,as_of,contact";

/// One row of a register file.
pub struct Line {
    pub register: &'static str,
    pub number: String,
    pub family: &'static str,
    pub given: &'static str,
    pub profession: &'static str,
    pub status: &'static str,
    pub expires: &'static str,
    pub conditions: &'static str,
    pub contact: &'static str,
}

pub fn dana() -> Line {
    Line {
        register: "cno",
        number: "0123456".to_owned(),
        family: "Roy",
        given: "Dana",
        profession: "registered_nurse",
        status: "active",
        expires: "2027-12-31",
        conditions: "no",
        contact: "dana.roy@work.example",
    }
}

pub fn chen() -> Line {
    Line {
        register: "cpso",
        number: "99001".to_owned(),
        family: "Li",
        given: "Chen",
        profession: "physician",
        contact: "chen.li@clinic.example",
        ..dana()
    }
}

/// So many more nurses, of whom nobody is here.
pub fn others(count: usize) -> Vec<Line> {
    let line = |n| Line {
        number: format!("9{n:06}"),
        family: "Other",
        given: "Ann",
        contact: "",
        ..dana()
    };
    (0..count).map(line).collect()
}

pub fn file(lines: &[Line]) -> String {
    let mut text = format!("{HEADER}\n");
    for line in lines {
        let Line {
            register,
            number,
            family,
            given,
            profession,
            status,
            expires,
            conditions,
            contact,
        } = line;
        text.push_str(&format!(
            "{register},CA-ON,{number},{family},{given},,{profession},General,{status},,{expires},\
             {conditions},,,2026-11-18,{contact}\n"
        ));
    }
    text
}

pub async fn import(house: &House, register: &str, text: String) -> RegisterReport {
    import_with(house, register, text, false).await
}

pub async fn import_with(
    house: &House,
    register: &str,
    text: String,
    accept_vanished: bool,
) -> RegisterReport {
    let options = RegisterOptions { register: register.to_owned(), accept_vanished };
    let (db, keys) = (&house.world.db, &house.world.keys);
    let reader = Cursor::new(text.into_bytes());
    let layout = Layout::canonical();
    import_register(db, keys, reader, layout, options, &mut |_| {}).await.unwrap()
}

/// Imports a file that is good.
pub async fn import_good(house: &House, register: &str, lines: &[Line]) -> RegisterReport {
    let report = import(house, register, file(lines)).await;
    assert_eq!(report.end, RegisterEnd::Done);
    report
}

/// Somebody with a browser.
pub async fn worker(house: &House, handle: &str) -> Browser {
    house.join(handle, Role::HealthWorker).await;
    house.browser_of(handle).await
}

/// Somebody who checks claims.
pub async fn officer(house: &House, handle: &str) -> Browser {
    house.join(handle, Role::HealthWorker).await;
    crate::give_duty(&house.world.db, handle, Duty::Officer).await.unwrap();
    house.browser_of(handle).await
}

/// Claims a number and gives the path of the claim.
pub async fn claim(browser: &mut Browser, registration: &str, number: &str, name: &str) -> String {
    let form = [("registration", registration), ("number", number), ("registered_name", name)];
    let made = browser.post("/settings/credentials", &form).await;
    assert_eq!(made.status, 201, "{}", made.body);
    format!("/settings/credentials/{}", made.json()["id"].as_str().unwrap())
}

pub async fn claim_dana(browser: &mut Browser) -> String {
    claim(browser, "cno registered_nurse", "0123456", "Dana Roy").await
}

/// The code that went to an address.
pub async fn code_to(house: &House, address: &str) -> String {
    house.world.settle().await;
    let letter = house.mail.latest_to(address).expect("a letter");
    let lines = letter.body.lines().map(str::trim);
    let code = lines.into_iter().find(|line| line.len() == 8 && !line.contains(' '));
    code.expect("a code").to_owned()
}

/// Proves a claim by the code to the register's contact.
pub async fn prove(house: &House, browser: &mut Browser, path: &str, contact: &str) {
    assert_eq!(browser.post(&format!("{path}/send-code"), &[]).await.short(), "200");
    let code = code_to(house, contact).await;
    let entered = browser.post(&format!("{path}/code"), &[("code", &code)]).await;
    assert_eq!(entered.short(), "200");
}

/// Dana on the register, with a checked licence, and the path of the claim.
pub async fn proved_dana(house: &House) -> (Browser, String) {
    import_good(house, "cno", &[dana()]).await;
    let mut browser = worker(house, "dana").await;
    let path = claim_dana(&mut browser).await;
    prove(house, &mut browser, &path, "dana.roy@work.example").await;
    (browser, path)
}

pub async fn state(browser: &mut Browser, path: &str) -> String {
    browser.get(path).await.json()["state"].as_str().unwrap().to_owned()
}

pub async fn card(house: &House, handle: &'static str) -> NameCard {
    house.world.db.read(move |tx| crate::card_by_handle(tx, handle)).await.unwrap()
}

/// How many badges stand beside a name, wherever it is shown.
pub async fn badges(house: &House, handle: &'static str) -> usize {
    let card = card(house, handle).await;
    let listed = house.world.db.read(move |tx| crate::cards(tx, &[card.persona])).await.unwrap();
    let listed = listed.into_values().next().unwrap();
    assert_eq!(listed, card, "the same wherever it is shown");
    listed.standing.badges.len()
}

/// The notices that were raised, as kinds.
pub async fn notices(house: &House, to: &'static str) -> Vec<String> {
    let persona = house.persona_of(to).await.to_string();
    let told = house.told("notify.notice.raised.v1").await;
    let read = told.iter().map(|payload| serde_json::from_str::<Value>(payload).unwrap());
    let mine = read.filter(|notice| notice["to"].as_str() == Some(persona.as_str()));
    mine.map(|notice| notice["kind"].as_str().unwrap().to_owned()).collect()
}
