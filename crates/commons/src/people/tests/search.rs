use commonround_kernel::{Actor, Id, Persona, Role, Slice};
use commonround_web::Lang;

use super::town::{Town, town};
use crate::people::{People, ProfileInput, Query, search};

fn text(raw: &str) -> Option<String> {
    Some(raw.to_owned())
}

async fn page(
    town: &Town,
    viewer: Option<Id<Persona>>,
    raw: &str,
    lang: Lang,
    slice: Slice,
) -> People {
    let query = Query::parse(raw, lang).unwrap();
    town.act(move |tx| search(tx, viewer, &query, slice)).await.unwrap()
}

async fn find(town: &Town, viewer: Option<Id<Persona>>, raw: &str, lang: Lang) -> String {
    let people = page(town, viewer, raw, lang, Slice::first()).await;
    people.rows.iter().map(|row| row.card.handle.as_str()).collect::<Vec<_>>().join(" ")
}

/// Élodie the nurse, Chen the physician who speaks French, Amira the patient who is not indexed.
async fn ward(town: &Town) -> (Actor, Actor, Actor) {
    let elodie = town.join("elodie", Role::HealthWorker).await;
    let told = ProfileInput {
        display_name: text("Élodie Côté"),
        field: text("nursing"),
        intro: text("Je m’occupe des plaies et des brûlures."),
        ..Default::default()
    };
    town.edit(&elodie, told).await.unwrap();
    let chen = town.join("chen", Role::HealthWorker).await;
    let told = ProfileInput {
        display_name: text("Chen Li"),
        field: text("medicine"),
        languages: vec!["fr".to_owned(), "zh".to_owned()],
        ask_me_about: text("sleeping after night shifts"),
        ..Default::default()
    };
    town.edit(&chen, told).await.unwrap();
    let amira = town.amira().await;
    let told = ProfileInput { intro: text("Nurses are kind."), ..Default::default() };
    town.edit(&amira, told).await.unwrap();
    (elodie, chen, amira)
}

#[tokio::test]
async fn people_are_found_by_name_handle_field_language_and_words() {
    let town = town().await;
    ward(&town).await;
    let table = [
        ("Élodie", Lang::Fr, "elodie"),
        ("ELODIE", Lang::En, "elodie"),
        ("cote", Lang::En, "elodie"),
        ("elo", Lang::En, "elodie"),
        ("@elodie", Lang::En, "elodie"),
        ("li chen", Lang::En, "chen"),
        ("nurse", Lang::En, "elodie"),
        ("Nurses", Lang::En, "elodie"),
        ("infirmière", Lang::Fr, "elodie"),
        ("infirmieres", Lang::Fr, "elodie"),
        ("médecin", Lang::Fr, "chen"),
        ("physicians", Lang::En, "chen"),
        ("français", Lang::Fr, "chen"),
        ("French", Lang::En, "chen"),
        ("中文", Lang::En, "chen"),
        ("brûlure", Lang::Fr, "elodie"),
        ("brulures", Lang::En, "elodie"),
        ("night shift", Lang::En, "chen"),
        ("\"night shifts\"", Lang::En, "chen"),
        ("chen brûlures", Lang::Fr, ""),
        ("zebra", Lang::En, ""),
        ("  ", Lang::En, ""),
        ("\"", Lang::En, ""),
    ];
    for (raw, lang, expected) in table {
        assert_eq!(find(&town, None, raw, lang).await, expected, "{raw:?} {lang:?}");
    }
}

#[tokio::test]
async fn who_chose_not_to_be_found_is_not_even_by_handle() {
    let town = town().await;
    let (elodie, _, amira) = ward(&town).await;
    assert_eq!(find(&town, None, "amira", Lang::En).await, "");
    assert_eq!(find(&town, None, "@amira", Lang::En).await, "");
    assert_eq!(find(&town, None, "kind", Lang::En).await, "");
    let show = |choice| ProfileInput { indexable: Some(choice), ..Default::default() };
    town.edit(&amira, show(true)).await.unwrap();
    assert_eq!(find(&town, None, "amira", Lang::En).await, "amira");
    assert_eq!(find(&town, None, "kind", Lang::En).await, "amira");
    town.edit(&elodie, show(false)).await.unwrap();
    assert_eq!(find(&town, None, "elodie", Lang::En).await, "");
}

#[tokio::test]
async fn a_role_kept_private_is_no_word_to_be_found_by() {
    let town = town().await;
    let (elodie, ..) = ward(&town).await;
    let private = ProfileInput { role_public: Some(false), ..Default::default() };
    town.edit(&elodie, private).await.unwrap();
    town.world.settle().await;
    assert_eq!(find(&town, None, "nurse", Lang::En).await, "");
    assert_eq!(find(&town, None, "Élodie", Lang::Fr).await, "elodie");
}

#[tokio::test]
async fn a_block_hides_both_from_each_others_search() {
    let town = town().await;
    let (elodie, chen, _) = ward(&town).await;
    town.block(&elodie, &chen).await.unwrap();
    for (viewer, query) in
        [(&elodie, "chen"), (&elodie, "médecin"), (&chen, "@elodie"), (&chen, "plaies")]
    {
        assert_eq!(find(&town, Some(viewer.persona), query, Lang::Fr).await, "", "{query}");
    }
    assert_eq!(find(&town, None, "chen", Lang::En).await, "chen");
}

#[tokio::test]
async fn the_exact_handle_comes_first_and_pages_do_not_repeat() {
    let town = town().await;
    for handle in ["rosa", "rosalie", "rosamund", "rosanna", "rosaria"] {
        town.join(handle, Role::HealthWorker).await;
    }
    assert_eq!(find(&town, None, "rosa", Lang::En).await, "rosa rosaria rosanna rosamund rosalie");
    let mut seen = Vec::new();
    let mut slice = Slice::first().with_limit(2);
    loop {
        let found = page(&town, None, "rosa", Lang::En, slice).await;
        seen.extend(found.rows.into_iter().map(|row| row.card.handle));
        let Some(next) = found.next else { break };
        slice.before = Some(next);
    }
    assert_eq!(seen, ["rosa", "rosaria", "rosanna", "rosamund", "rosalie"]);
}

#[tokio::test]
async fn a_full_page_is_found_behind_many_that_are_blocked() {
    let town = town().await;
    let amira = town.amira().await;
    for handle in ["mila", "milan"] {
        town.join(handle, Role::Organisation).await;
    }
    for handle in ["milo", "milou", "milena", "milos"] {
        let hidden = town.join(handle, Role::Organisation).await;
        town.block(&hidden, &amira).await.unwrap();
    }
    let slice = Slice::first().with_limit(2);
    let found = page(&town, Some(amira.persona), "mil", Lang::En, slice).await;
    let handles: Vec<_> = found.rows.iter().map(|row| row.card.handle.as_str()).collect();
    assert_eq!(handles, ["milan", "mila"]);
}

#[test]
fn a_query_is_one_line_of_limited_length() {
    let why = |raw: &str| Query::parse(raw, Lang::En).map(drop).map_err(|i| i.problems()[0].why);
    assert_eq!(why(&"x".repeat(200)), Ok(()));
    assert_eq!(why(&"x".repeat(201)), Err("too_long"));
    assert_eq!(why("a\u{202e}b"), Err("bidi_control"));
}
