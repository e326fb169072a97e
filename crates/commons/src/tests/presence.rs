//! A request that was let in while its account stood, and writes after the account was erased.

use commonround_db::Tx;
use commonround_identity::{cards, restore};
use commonround_kernel::{Actor, Error, Id, Result};

use super::outcome;
use super::town::town;
use crate::model::{Disclosure, Reaction, TagName};
use crate::people::{
    MuteEnd, ProfileChange, ProfileInput, accept_follow_request, block_persona, edit_profile,
    follow_persona, mute_persona, reject_follow_request, remove_follower, unblock_persona,
    unfollow_persona, unmute_persona,
};
use crate::testing::{Say, say_in, titles};
use crate::{React, change_disclosure, delete_status, follow_tag, react_to_status, unfollow_tag};

const TABLES: [&str; 8] = [
    "commons_status",
    "commons_status_tag",
    "commons_reaction",
    "commons_tag_follow",
    "commons_follow",
    "commons_block",
    "commons_mute",
    "commons_profile",
];

fn rows(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    let count = |table| tx.one(&format!("SELECT COUNT(*) FROM {table}"), (), |row| row.get(0));
    TABLES.into_iter().map(count).collect()
}

type Act = Box<dyn Fn(&mut Tx<'_>, &Actor) -> Result<()> + Send>;

fn act(act: impl Fn(&mut Tx<'_>, &Actor) -> Result<()> + Send + 'static) -> Act {
    Box::new(act)
}

#[tokio::test]
async fn who_was_erased_writes_nothing_any_more() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let (status, own) =
        (town.say(&dana, Say::public("here")).await, town.say(&eli, Say::public("mine")).await);
    let (db, keys, other) = (&town.world.db, &town.world.keys, dana.persona);
    restore::erase_again(db, keys, eli.persona).await.unwrap();
    town.world.settle().await;

    let tag = || TagName::parse("sleep").unwrap();
    let react = move |on| React { status, reaction: Reaction::ThankYou, on };
    let request = Id::from_i64(1);
    let change = || {
        let input = ProfileInput { intro: Some("me again".to_owned()), ..ProfileInput::default() };
        ProfileChange::parse(&input).unwrap()
    };
    let acts: Vec<(&str, Act)> = vec![
        ("publish", act(|tx, me| say_in(tx, me, Say::public("late #late")).map(drop))),
        ("delete", act(move |tx, me| delete_status(tx, me, own))),
        ("disclose", act(move |tx, me| change_disclosure(tx, me, own, &Disclosure::Question))),
        ("react", act(move |tx, me| react_to_status(tx, me, react(true)))),
        ("take back", act(move |tx, me| react_to_status(tx, me, react(false)))),
        ("follow tag", act(move |tx, me| follow_tag(tx, me, &tag()))),
        ("unfollow tag", act(move |tx, me| unfollow_tag(tx, me, &tag()))),
        (
            "follow",
            act(move |tx, me| {
                let card = cards(tx, &[other])?.remove(&other).ok_or(Error::NotFound)?;
                follow_persona(tx, me, &card).map(drop)
            }),
        ),
        ("unfollow", act(move |tx, me| unfollow_persona(tx, me, other).map(drop))),
        ("remove", act(move |tx, me| remove_follower(tx, me, other).map(drop))),
        ("accept", act(move |tx, me| accept_follow_request(tx, me, request).map(drop))),
        ("reject", act(move |tx, me| reject_follow_request(tx, me, request).map(drop))),
        ("block", act(move |tx, me| block_persona(tx, me, other).map(drop))),
        ("unblock", act(move |tx, me| unblock_persona(tx, me, other).map(drop))),
        ("mute", act(move |tx, me| mute_persona(tx, me, other, MuteEnd::NEVER).map(drop))),
        ("unmute", act(move |tx, me| unmute_persona(tx, me, other).map(drop))),
        ("edit", act(move |tx, me| edit_profile(tx, titles(), me, change()).map(drop))),
    ];
    let before = town.read(rows).await.unwrap();
    for (name, write) in acts {
        let me = eli.clone();
        let done = town.act(move |tx| write(tx, &me)).await;
        assert_eq!(outcome(done), "401 sign_in_required", "{name}");
    }
    assert_eq!(town.read(rows).await.unwrap(), before);
    let nobody = Actor { persona: Id::from_i64(7), ..dana };
    let done = town.act(move |tx| say_in(tx, &nobody, Say::public("late")).map(drop)).await;
    assert_eq!(outcome(done), "401 sign_in_required", "who never was");
}
