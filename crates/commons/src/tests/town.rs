use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_identity::cards;
use commonround_kernel::{Actor, Error, Id, Result, Role, Slice};
use commonround_testkit::World;
use commonround_vocabulary::{PersonaErased, Status};
use commonround_web::live::Hub;

use crate::model::TagName;
use crate::people::{
    ProfileChange, ProfileInput, block_persona, edit_profile, follow_persona, mute_persona,
};
use crate::testing::{Say, say, titles};
use crate::timeline::{self, Page};
use crate::{Viewer, search};

/// A small world of people who just joined.
pub struct Town {
    pub world: World,
    pub hub: Hub,
}

pub async fn town() -> Town {
    let hub = Hub::new();
    let migrations = [commonround_identity::MIGRATIONS, crate::MIGRATIONS];
    let world = World::open(&migrations, crate::consumers(&hub), crate::jobs()).await;
    Town { world, hub }
}

impl Town {
    /// Somebody who joined. Public by default, which health workers are.
    pub async fn nurse(&self, handle: &str) -> Actor {
        self.join(handle, Role::HealthWorker).await
    }

    /// Somebody who joined. Followers only by default, which patients are.
    pub async fn patient(&self, handle: &str) -> Actor {
        self.join(handle, Role::Patient).await
    }

    pub async fn join(&self, handle: &str, role: Role) -> Actor {
        let World { db, env, keys, .. } = &self.world;
        let actor = commonround_identity::testing::join(db, env, keys, handle, role).await;
        self.world.settle().await;
        actor
    }

    pub async fn act<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.world.db.write(f).await
    }

    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.world.db.read(f).await
    }

    /// Publishes a millisecond later than whatever came before.
    pub async fn say(&self, actor: &Actor, what: Say<'_>) -> Id<Status> {
        self.try_say(actor, what).await.unwrap()
    }

    pub async fn try_say(&self, actor: &Actor, what: Say<'_>) -> Result<Id<Status>> {
        self.world.advance(Duration::from_millis(1));
        say(&self.world.db, actor, what).await
    }

    pub async fn follow(&self, follower: &Actor, followed: &Actor) {
        let (actor, target) = (follower.clone(), followed.persona);
        let act = move |tx: &mut Tx<'_>| {
            let card = cards(tx, &[target])?.remove(&target).ok_or(Error::NotFound)?;
            follow_persona(tx, &actor, &card)
        };
        self.act(act).await.unwrap();
    }

    pub async fn block(&self, blocker: &Actor, blocked: &Actor) {
        let (actor, target) = (blocker.clone(), blocked.persona);
        self.act(move |tx| block_persona(tx, &actor, target)).await.unwrap();
    }

    pub async fn mute(&self, muter: &Actor, muted: &Actor) {
        let (actor, target) = (muter.clone(), muted.persona);
        let end = crate::people::MuteEnd::NEVER;
        self.act(move |tx| mute_persona(tx, &actor, target, end)).await.unwrap();
    }

    pub async fn set_indexable(&self, actor: &Actor, indexable: bool) {
        let input = ProfileInput { indexable: Some(indexable), ..ProfileInput::default() };
        let change = ProfileChange::parse(&input).unwrap();
        let actor = actor.clone();
        let edit =
            move |tx: &mut Tx<'_>| edit_profile(tx, titles(), &actor, change.clone()).map(drop);
        self.act(edit).await.unwrap();
    }

    /// The account behind the persona is gone.
    pub async fn leave(&self, actor: &Actor) {
        let persona = actor.persona;
        self.act(move |tx| outbox::emit(tx, &PersonaErased { persona }).map(drop)).await.unwrap();
        self.world.settle().await;
    }

    pub async fn home(&self, actor: &Actor, slice: Slice) -> Page {
        let persona = actor.persona;
        self.read(move |tx| timeline::home(tx, &crate::Neighbours::none(), persona, slice))
            .await
            .unwrap()
    }

    pub async fn local(&self, viewer: Viewer) -> Page {
        self.read(move |tx| timeline::local(tx, &crate::Neighbours::none(), viewer, Slice::first()))
            .await
            .unwrap()
    }

    pub async fn tag(&self, viewer: Viewer, tag: &str) -> Page {
        let tag = TagName::parse(tag).unwrap();
        self.read(move |tx| {
            timeline::tag(tx, &crate::Neighbours::none(), viewer, &tag, Slice::first())
        })
        .await
        .unwrap()
    }

    pub async fn by(&self, viewer: Viewer, author: &Actor) -> Page {
        let author = author.persona;
        self.read(move |tx| {
            timeline::by_author(tx, &crate::Neighbours::none(), viewer, author, Slice::first())
        })
        .await
        .unwrap()
    }

    pub async fn thread(&self, viewer: Viewer, id: Id<Status>) -> Result<timeline::Thread> {
        self.read(move |tx| timeline::thread(tx, &crate::Neighbours::none(), viewer, id)).await
    }

    pub async fn one(&self, viewer: Viewer, id: Id<Status>) -> Result<crate::StatusCard> {
        self.read(move |tx| timeline::one(tx, &crate::Neighbours::none(), viewer, id)).await
    }

    pub async fn search(&self, viewer: Viewer, words: &str) -> Page {
        let query = search::shelf_query(words, None).unwrap();
        self.read(move |tx| {
            search::statuses(tx, &crate::Neighbours::none(), viewer, &query, Slice::first())
        })
        .await
        .unwrap()
    }
}

/// The reader that an actor is.
pub fn viewer(actor: &Actor) -> Viewer {
    Viewer::of(Some(actor))
}

pub fn ids(page: &Page) -> Vec<Id<Status>> {
    page.cards.iter().map(|card| card.id).collect()
}
