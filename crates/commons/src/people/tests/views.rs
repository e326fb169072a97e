use std::sync::Arc;

use commonround_identity::{Field, NameCard};
use commonround_kernel::{
    Account, Actor, Id, Invalid, Persona, Role, Scopes, Session, Timestamp, Via,
};
use commonround_web::{Caller, FormState, Lang, Me, Resolved, Site, Theme};

use crate::people::ProfileInput;
use crate::people::api::OwnProfile;
use crate::people::language::Language;
use crate::people::model::{About, Intro, Link, Profile, ProfileSettings};
use crate::people::policy::{Relation, Sight};
use crate::people::profile::{ProfileView, Reader};
use crate::people::rows::{People, PersonRow};
use crate::people::views::{self, ProfileTab, Ties};
use crate::timeline;

const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const DANA: Id<Persona> = Id::from_i64(11);

fn site() -> Arc<Site> {
    let catalogues: Vec<_> = [crate::CATALOGUES, commonround_identity::CATALOGUES].concat();
    Arc::new(Site::new("Commonround", "http://localhost", &catalogues, Vec::new()).unwrap())
}

fn stranger(lang: Lang) -> Caller {
    Caller::stranger(site(), lang, NOW)
}

fn amira() -> Caller {
    let actor = Actor {
        account: Id::<Account>::from_i64(1),
        persona: Id::from_i64(2),
        role: Role::Patient,
        via: Via::Session(Id::<Session>::from_i64(3)),
        scopes: Scopes::ALL,
        confirmed: true,
        operator: false,
        moderator: false,
        officer: false,
        suspended: false,
    };
    let me =
        Me { handle: "amira".to_owned(), display_name: "Amira".to_owned(), hue: "hue-patient" };
    let resolved = Resolved { actor, me, lang: Some(Lang::En), theme: Theme::System };
    Caller::member(site(), resolved, NOW)
}

fn dana() -> NameCard {
    NameCard {
        persona: DANA,
        handle: "dana".to_owned(),
        display_name: "Dana Roy".to_owned(),
        role: Some(Role::HealthWorker),
        field: Some(Field::Nursing),
        erased: false,
        standing: commonround_identity::Standing::default(),
    }
}

fn about() -> About {
    About {
        pronouns: "she/her".to_owned(),
        languages: ["en", "fr"].iter().filter_map(|code| Language::by_code(code)).collect(),
        time_zone: Some("America/Toronto".to_owned()),
        intro: Intro {
            source: "Nights on **6 West**.".to_owned(),
            html: "<p>Nights on <strong>6 West</strong>.</p>".to_owned(),
            plain: "Nights on 6 West.".to_owned(),
        },
        ask_me_about: "wound care, bread".to_owned(),
        links: vec![Link { name: "Ward".to_owned(), url: "https://example.org/ward".to_owned() }],
    }
}

fn view(reader: Reader) -> ProfileView {
    ProfileView {
        card: dana(),
        about: about(),
        locked: false,
        indexable: true,
        followers: 1,
        following: 12,
        lists_open: true,
        sight: Sight::Whole,
        reader,
        requests_waiting: 0,
        vouched: Vec::new(),
    }
}

/// What stands in the page's main part, a line for each element, without hashes of assets.
fn main_of(page: &str) -> String {
    let start = page.find("<main").unwrap();
    let end = page.find("<footer").unwrap();
    let mut shown = String::new();
    for (i, part) in page[start..end].split("/assets/icons.").enumerate() {
        shown.push_str(if i == 0 { part } else { part.split_once(".svg").unwrap().1 });
    }
    shown.replace("><", ">\n<")
}

fn profile(caller: &Caller, view: &ProfileView, tab: ProfileTab) -> String {
    let page = views::profile(&caller.ui(), view, tab, &timeline::Page::default());
    let page = main_of(&page.into_string());
    match tab {
        // The list of statuses has golden files of its own.
        ProfileTab::Statuses => page.split_once("</nav>").unwrap().0.to_owned(),
        ProfileTab::About => page,
    }
}

#[test]
fn a_profile_for_somebody_signed_out() {
    let page = profile(&stranger(Lang::En), &view(Reader::Stranger), ProfileTab::Statuses);
    insta::assert_snapshot!(page);
}

#[test]
fn a_profile_in_french_says_what_it_is_worth() {
    let page = profile(&stranger(Lang::Fr), &view(Reader::Stranger), ProfileTab::About);
    insta::assert_snapshot!(page);
}

#[test]
fn a_profile_for_somebody_who_follows_and_mutes() {
    let relation = Relation {
        following: true,
        followed_by: true,
        muting: true,
        muting_until: Some(NOW),
        ..Relation::default()
    };
    let page = profile(&amira(), &view(Reader::Other(relation)), ProfileTab::Statuses);
    insta::assert_snapshot!(page);
}

#[test]
fn a_profile_behind_a_block_shows_a_name() {
    let relation = Relation { blocked_by: true, ..Relation::default() };
    let hidden = ProfileView {
        about: About::default(),
        sight: Sight::NameOnly,
        indexable: false,
        lists_open: false,
        followers: 0,
        following: 0,
        ..view(Reader::Other(relation))
    };
    insta::assert_snapshot!(profile(&amira(), &hidden, ProfileTab::About));
}

#[test]
fn private_lists_are_numbers_without_links() {
    let closed = ProfileView { lists_open: false, ..view(Reader::Stranger) };
    let page = profile(&stranger(Lang::En), &closed, ProfileTab::Statuses);
    assert!(page.contains("1 follower") && page.contains("follows 12 people"), "{page}");
    assert!(!page.contains("/@dana/followers"), "{page}");
}

#[test]
fn a_private_role_is_not_shown_and_an_unfindable_page_asks_not_to_be_indexed() {
    let mut hidden = view(Reader::Stranger);
    hidden.card.role = None;
    hidden.indexable = false;
    let caller = stranger(Lang::En);
    let page = views::profile(&caller.ui(), &hidden, ProfileTab::About, &timeline::Page::default());
    let page = page.into_string();
    assert!(!page.to_lowercase().contains("nurs"), "{page}");
    assert!(page.contains("noindex"));
}

fn row(handle: &str, relation: Option<Relation>) -> PersonRow {
    let card = NameCard { handle: handle.to_owned(), display_name: handle.to_owned(), ..dana() };
    PersonRow { cursor: 77, card, excerpt: "Nights.".to_owned(), locked: true, relation }
}

#[test]
fn a_row_offers_what_one_would_do_next() {
    let caller = amira();
    let label = |relation| {
        let people = People { rows: vec![row("chen", Some(relation))], next: None };
        let page = views::people_rows(&caller.ui(), &people).into_string();
        let button = page.split("<button").nth(1)?;
        Some(button.split_once('>')?.1.split_once('<')?.0.to_owned())
    };
    let none = Relation::default();
    let table = [
        (none, Some("Follow")),
        (Relation { following: true, ..none }, Some("Unfollow")),
        (Relation { requested: true, ..none }, Some("Withdraw request")),
        (Relation { blocking: true, ..none }, Some("Unblock")),
        (Relation { blocked_by: true, ..none }, None),
        (Relation { blocking: true, blocked_by: true, ..none }, Some("Unblock")),
    ];
    for (relation, expected) in table {
        assert_eq!(label(relation).as_deref(), expected, "{relation:?}");
    }
}

#[test]
fn requests_offer_both_answers() {
    let people = People { rows: vec![row("chen", Some(Relation::default()))], next: Some(77) };
    let page = views::follow_requests(&amira().ui(), &people).into_string();
    insta::assert_snapshot!(main_of(&page));
}

#[test]
fn only_the_owner_may_remove_from_a_list() {
    let people = People { rows: vec![row("chen", None)], next: None };
    let caller = amira();
    let page = |kind, own| views::ties(&caller.ui(), kind, &dana(), own, &people).into_string();
    assert!(page(Ties::Followers, true).contains("/@chen/remove-follower"));
    assert!(!page(Ties::Followers, false).contains("remove-follower"));
    assert!(!page(Ties::Following, true).contains("remove-follower"));
}

fn own() -> OwnProfile {
    let profile =
        Profile { about: about(), settings: ProfileSettings::defaults(Some(Role::Patient)) };
    OwnProfile::of(&dana(), Role::HealthWorker, &profile)
}

#[test]
fn the_profile_form_shows_what_is_stored() {
    let form = views::own_profile_form(&own());
    let page = views::own_profile(&amira().ui(), &own(), &form).into_string();
    for part in [
        r#"value="she/her""#,
        r#"value="America/Toronto""#,
        "Nights on **6 West**.",
        r#"value="https://example.org/ward""#,
        r#"value="fr" checked"#,
        r#"value="nursing" selected"#,
        r#"value="followers" selected"#,
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains(r#"value="es" checked"#));
}

#[test]
fn a_refused_profile_form_keeps_what_was_sent() {
    let sent = ProfileInput {
        pronouns: Some("xe/xem".to_owned()),
        link_1_url: Some("javascript:alert(1)".to_owned()),
        locked: Some(true),
        languages: vec![String::new(), "es".to_owned()],
        ..Default::default()
    };
    let wrong = Invalid::new("link_1_url", "not_a_web_address");
    let form = views::over(views::own_profile_form(&own()), &sent).with(wrong);
    let page = views::own_profile(&amira().ui(), &own(), &form).into_string();
    for part in [r#"value="xe/xem""#, r#"value="javascript:alert(1)""#, r#"value="es" checked"#] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(page.contains("Nights on **6 West**."), "what was not sent stays");
    assert!(page.contains("This is not a web address"));
    assert!(!page.contains(r#"value="fr" checked"#));
}

#[test]
fn nothing_a_person_types_becomes_markup() {
    const BAD: &str = "\"><script>alert(1)</script>";
    let mut shown = view(Reader::Other(Relation::default()));
    shown.card.display_name = BAD.to_owned();
    shown.about.pronouns = BAD.to_owned();
    shown.about.ask_me_about = BAD.to_owned();
    shown.about.links = vec![Link { name: BAD.to_owned(), url: format!("https://e.org/{BAD}") }];
    let people =
        People { rows: vec![PersonRow { excerpt: BAD.to_owned(), ..row(BAD, None) }], next: None };
    let caller = amira();
    let ui = caller.ui();
    let statuses = timeline::Page::default();
    let pages = [
        views::profile(&ui, &shown, ProfileTab::Statuses, &statuses),
        views::profile(&ui, &shown, ProfileTab::About, &statuses),
        views::directory(&ui, BAD, &people),
        views::ties(&ui, Ties::Followers, &shown.card, true, &people),
        views::own_profile(&ui, &own(), &FormState::new().set("intro", BAD).set("pronouns", BAD)),
    ];
    for page in pages {
        let page = page.into_string();
        assert!(!page.contains("<script>alert"), "{page}");
        assert!(!page.contains(" style="), "{page}");
    }
}
