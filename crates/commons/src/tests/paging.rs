use std::collections::BTreeSet;

use commonround_kernel::{Actor, Id, Slice};
use commonround_vocabulary::Status;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::town::{Town, ids, town, viewer};
use crate::testing::{Say, follow_tag};
use crate::timeline::{self, Page};

/// One list, and who reads it.
#[derive(Debug, Clone, Copy)]
enum List {
    Home,
    Local,
    Tag,
    Author,
}

async fn page(town: &Town, list: List, me: &Actor, author: &Actor, slice: Slice) -> Page {
    let (reader, me, author) = (viewer(me), me.persona, author.persona);
    let tag = crate::model::TagName::parse("sleep").unwrap();
    let read = town.read(move |tx| match list {
        List::Home => timeline::home(tx, &crate::Neighbours::none(), me, slice),
        List::Local => timeline::local(tx, &crate::Neighbours::none(), reader, slice),
        List::Tag => timeline::tag(tx, &crate::Neighbours::none(), reader, &tag, slice),
        List::Author => timeline::by_author(tx, &crate::Neighbours::none(), reader, author, slice),
    });
    read.await.unwrap()
}

/// Reads a list to its end while others write: everything that stood there at the start comes
/// exactly once, in order, and nothing that came later moves a page.
async fn walk(town: &Town, list: List, me: &Actor, authors: &[Actor], limit: usize, late: usize) {
    let whole = Slice { limit: 10_000, ..Slice::first() };
    let before: Vec<_> = ids(&page(town, list, me, &authors[0], whole).await);
    let mut seen: Vec<Id<Status>> = Vec::new();
    let mut slice = Slice { limit, ..Slice::first() };
    loop {
        let got = page(town, list, me, &authors[0], slice).await;
        seen.extend(ids(&got));
        for n in 0..late {
            town.say(&authors[n % authors.len()], Say::public("late #sleep")).await;
        }
        let Some(next) = got.next else { break };
        slice.before = Some(next);
    }
    assert_eq!(seen, before, "{list:?} by {limit}");
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_neither_repeat_nor_lose() {
    let town = town().await;
    let me = town.patient("amira").await;
    let authors = [town.nurse("dana").await, town.nurse("eli").await];
    town.follow(&me, &authors[0]).await;
    follow_tag(&town.world.db, &me, "sleep").await.unwrap();
    for n in 0..37_usize {
        let days = [0, 0, 1, 5, 40][n % 5];
        town.world.advance(std::time::Duration::from_secs(days * 86_400));
        let text = if n % 3 == 0 { "words #sleep" } else { "words" };
        town.say(&authors[n % 2], Say::public(text)).await;
    }
    let handle = tokio::runtime::Handle::current();
    let lists = prop::sample::select(vec![List::Home, List::Local, List::Tag, List::Author]);
    let case = (lists, 1_usize..12, 0_usize..3);
    let check = || {
        let mut runner = TestRunner::new_with_rng(
            Config { cases: 24, failure_persistence: None, ..Config::default() },
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        runner.run(&case, |(list, limit, late)| {
            handle.block_on(walk(&town, list, &me, &authors, limit, late));
            Ok(())
        })
    };
    tokio::task::block_in_place(check).unwrap();
}
