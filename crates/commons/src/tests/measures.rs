use commonround_db::outbox;
use commonround_kernel::{Actor, Id, Slice};
use commonround_vocabulary::{Sanction, SanctionAct, SanctionChanged, Status};

use super::town::{Town, town};
use crate::Viewer;
use crate::testing::Say;

const TEXT: &str = "a measured word #measured";

/// Who has the status where: author, follower, stranger, nobody; in the order of `PLACES`.
async fn seen(town: &Town, people: [&Actor; 3], id: Id<Status>) -> String {
    let mut lines = Vec::new();
    let viewers = people.map(|actor| Viewer::from(actor.persona));
    for viewer in viewers.into_iter().chain([Viewer::NOBODY]) {
        let has = |cards: &[crate::StatusCard]| cards.iter().any(|card| card.id == id);
        let places = [
            ("page", town.one(viewer, id).await.is_ok()),
            ("local", has(&town.local(viewer).await.cards)),
            ("tag", has(&town.tag(viewer, "measured").await.cards)),
            ("by", has(&town.by(viewer, people[0]).await.cards)),
            ("search", has(&town.search(viewer, "measured").await.cards)),
        ];
        let there: Vec<_> = places.iter().filter(|(_, has)| *has).map(|(name, _)| *name).collect();
        lines.push(there.join("+"));
    }
    let home = town.home(people[1], Slice::first()).await;
    let at_home = home.cards.iter().any(|card| card.id == id);
    format!("{} | home {at_home}", lines.join(" "))
}

async fn decide(
    town: &Town,
    author: &Actor,
    status: Option<Id<Status>>,
    act: SanctionAct,
    number: i64,
    active: bool,
) {
    let sanction: Id<Sanction> = Id::from_i64(number);
    let changed =
        SanctionChanged { sanction, persona: author.persona, status, thing: None, act, active };
    town.act(move |tx| outbox::emit(tx, &changed).map(drop)).await.unwrap();
    town.world.settle().await;
}

/// An author, a follower and a stranger, and something the author said.
async fn stage(town: &Town) -> (Actor, Actor, Actor, Id<Status>) {
    let (dana, eli, sam) =
        (town.nurse("dana").await, town.nurse("eli").await, town.nurse("sam").await);
    town.set_indexable(&dana, true).await;
    town.follow(&eli, &dana).await;
    let id = town.say(&dana, Say::public(TEXT)).await;
    town.world.settle().await;
    (dana, eli, sam, id)
}

const EVERYWHERE: &str = "page+local+tag+by+search page+local+tag+by+search page+local+tag+by+search \
                          page+local+tag+by+search | home true";

#[tokio::test]
async fn what_is_hidden_is_its_authors_alone_and_comes_back_when_the_measure_ends() {
    let town = town().await;
    let (dana, eli, sam, id) = stage(&town).await;
    let people = [&dana, &eli, &sam];
    assert_eq!(seen(&town, people, id).await, EVERYWHERE);
    decide(&town, &dana, Some(id), SanctionAct::Hide, 1, true).await;
    assert_eq!(seen(&town, people, id).await, "page+local+by    | home false");
    decide(&town, &dana, Some(id), SanctionAct::Hide, 1, true).await;
    decide(&town, &dana, Some(id), SanctionAct::Hide, 1, false).await;
    assert_eq!(seen(&town, people, id).await, EVERYWHERE);
}

#[tokio::test]
async fn what_is_limited_reaches_followers_and_no_search_or_tag() {
    let town = town().await;
    let (dana, eli, sam, id) = stage(&town).await;
    decide(&town, &dana, Some(id), SanctionAct::Limit, 1, true).await;
    let limited = "page+local+by page+local+by   | home true";
    assert_eq!(seen(&town, [&dana, &eli, &sam], id).await, limited);
}

#[tokio::test]
async fn of_two_measures_the_last_to_end_gives_it_back() {
    let town = town().await;
    let (dana, eli, sam, id) = stage(&town).await;
    let people = [&dana, &eli, &sam];
    decide(&town, &dana, Some(id), SanctionAct::Hide, 1, true).await;
    decide(&town, &dana, Some(id), SanctionAct::Hide, 2, true).await;
    decide(&town, &dana, Some(id), SanctionAct::Hide, 1, false).await;
    assert_eq!(seen(&town, people, id).await, "page+local+by    | home false");
    decide(&town, &dana, Some(id), SanctionAct::Hide, 2, false).await;
    assert_eq!(seen(&town, people, id).await, EVERYWHERE);
}

#[tokio::test]
async fn a_limited_persona_is_in_no_list_of_people_who_did_not_choose_it() {
    let town = town().await;
    let (dana, eli, sam, id) = stage(&town).await;
    decide(&town, &dana, None, SanctionAct::Limit, 1, true).await;
    let limited = "page+by page+by page+by page+by | home true";
    assert_eq!(seen(&town, [&dana, &eli, &sam], id).await, limited);
    decide(&town, &dana, None, SanctionAct::Limit, 1, false).await;
    assert_eq!(seen(&town, [&dana, &eli, &sam], id).await, EVERYWHERE);
}

#[tokio::test]
async fn a_label_is_shown_and_hides_nothing() {
    let town = town().await;
    let (dana, eli, sam, id) = stage(&town).await;
    decide(&town, &dana, Some(id), SanctionAct::Label, 1, true).await;
    assert!(town.one(Viewer::NOBODY, id).await.unwrap().labelled);
    assert_eq!(seen(&town, [&dana, &eli, &sam], id).await, EVERYWHERE);
    decide(&town, &dana, Some(id), SanctionAct::Label, 1, false).await;
    assert!(!town.one(Viewer::NOBODY, id).await.unwrap().labelled);
}
