use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Consumer, Tx, reaction};
use commonround_identity::{NameCard, cards};
use commonround_kernel::{Actor, Error, Id, Persona, Result, Role};
use commonround_testkit::World;
use commonround_vocabulary::{Event, FollowEnded, FollowRequested, FollowStarted, PersonaErased};
use parking_lot::Mutex;

use crate::people::policy::Relation;
use crate::people::{
    ProfileChange, ProfileInput, block_persona, edit_profile, follow_persona, relations,
};
use crate::testing::titles;

/// Events by their entry, so that one delivered twice is heard once.
type Heard = Arc<Mutex<BTreeMap<i64, String>>>;

/// A small world of people who just joined.
pub struct Town {
    pub world: World,
    heard: Heard,
}

const TOPICS: &[&str] = &[FollowStarted::TOPIC, FollowEnded::TOPIC, FollowRequested::TOPIC];

pub async fn town() -> Town {
    let heard = Heard::default();
    let ear = Arc::clone(&heard);
    let listener = reaction("test.ear", TOPICS, move |_, event| {
        ear.lock().insert(event.id.get(), event.topic.clone());
        Ok(())
    });
    let mut consumers: Vec<Arc<dyn Consumer>> = crate::people::consumers();
    consumers.push(listener);
    let migrations = [commonround_identity::MIGRATIONS, crate::MIGRATIONS];
    let world = World::open(&migrations, consumers, crate::people::jobs()).await;
    Town { world, heard }
}

impl Town {
    /// Somebody who joined and has a profile.
    pub async fn join(&self, handle: &str, role: Role) -> Actor {
        let World { db, env, keys, .. } = &self.world;
        let actor = commonround_identity::testing::join(db, env, keys, handle, role).await;
        self.world.settle().await;
        actor
    }

    /// A nurse, whose profile is public.
    pub async fn dana(&self) -> Actor {
        self.join("dana", Role::HealthWorker).await
    }

    /// A patient, whose profile is private.
    pub async fn amira(&self) -> Actor {
        self.join("amira", Role::Patient).await
    }

    pub async fn act<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.world.db.write(f).await
    }

    pub async fn card(&self, persona: Id<Persona>) -> NameCard {
        let found = self.act(move |tx| cards(tx, &[persona])).await;
        found.unwrap().remove(&persona).unwrap()
    }

    pub async fn follow(&self, follower: &Actor, followed: &Actor) -> Result<Relation> {
        let (actor, target) = (follower.clone(), followed.persona);
        self.act(move |tx| {
            let card = cards(tx, &[target])?.remove(&target).ok_or(Error::NotFound)?;
            follow_persona(tx, &actor, &card)
        })
        .await
    }

    pub async fn block(&self, blocker: &Actor, blocked: &Actor) -> Result<Relation> {
        let (actor, target) = (blocker.clone(), blocked.persona);
        self.act(move |tx| block_persona(tx, &actor, target)).await
    }

    pub async fn relation(&self, one: &Actor, other: &Actor) -> Relation {
        let (one, other) = (one.persona, other.persona);
        self.act(move |tx| relations::of(tx, one, other)).await.unwrap()
    }

    pub async fn edit(&self, actor: &Actor, input: ProfileInput) -> Result<()> {
        let change = ProfileChange::parse(&input)?;
        let actor = actor.clone();
        self.act(move |tx| edit_profile(tx, titles(), &actor, change.clone()).map(drop)).await
    }

    pub async fn lock(&self, actor: &Actor) {
        let input = ProfileInput { locked: Some(true), ..ProfileInput::default() };
        self.edit(actor, input).await.unwrap();
    }

    /// The account of the persona is gone.
    pub async fn leave(&self, actor: &Actor) {
        let persona = actor.persona;
        let emit =
            move |tx: &mut Tx<'_>| commonround_db::outbox::emit(tx, &PersonaErased { persona });
        self.act(emit).await.unwrap();
        self.world.settle().await;
    }

    pub async fn advance(&self, by: Duration) {
        self.world.advance(by);
        self.world.settle().await;
    }

    /// The topics announced since the last call, in order.
    pub async fn heard(&self) -> Vec<String> {
        self.world.settle().await;
        let all = std::mem::take(&mut *self.heard.lock());
        all.into_values().collect()
    }
}
