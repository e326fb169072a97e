use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Consumer, Tx, outbox, reaction};
use commonround_identity::two_person::{self, Reason, TwoPerson, Verdict};
use commonround_identity::{Duty, give_duty};
use commonround_kernel::{Actor, Error, Id, KeyRing, Persona, Result, Role, Timestamp};
use commonround_testkit::World;
use commonround_vocabulary::{
    About, Case, Event, NoticeRaised, PersonaErased, ReportFiled, SanctionChanged, Status,
    StatusPublished,
};
use parking_lot::Mutex;

use crate::file_report::{Filed, file_report};
use crate::model::{CaseState, Complaint, Level, Measure, Subject};
use crate::open_case::{Alarm, open_case};
use crate::ports::{Reportable, Thing};
use crate::store::cases::{self, CaseRow};
use crate::store::measures::{self, MeasureRow};

/// What was said, by id, in place of the room that keeps statuses.
#[derive(Default)]
pub struct Said(Mutex<HashMap<i64, Thing>>);

impl Reportable for Said {
    fn find(&self, _: &mut Tx<'_>, about: About, viewer: Option<Id<Persona>>) -> Result<Thing> {
        let thing = self.0.lock().get(&about.id).cloned().ok_or(Error::NotFound)?;
        match viewer {
            Some(_) if thing.text.starts_with("secret") => Err(Error::NotFound),
            _ if thing.text.is_empty() => Err(Error::Gone("status_deleted")),
            _ => Ok(thing),
        }
    }
}

/// What rooms announced, by entry, so that one delivered twice is heard once.
type Heard = Arc<Mutex<BTreeMap<i64, (String, String)>>>;

/// A small world of people who just joined, and two moderators.
pub struct Town {
    pub world: World,
    pub acts: TwoPerson,
    pub said: Arc<Said>,
    heard: Heard,
}

const TOPICS: &[&str] = &[ReportFiled::TOPIC, NoticeRaised::TOPIC, SanctionChanged::TOPIC];

pub async fn town() -> Town {
    let (heard, said) = (Heard::default(), Arc::new(Said::default()));
    let ear = Arc::clone(&heard);
    let listener = reaction("test.ear", TOPICS, move |_, event| {
        ear.lock().insert(event.id.get(), (event.topic.clone(), event.payload.clone()));
        Ok(())
    });
    let mut consumers: Vec<Arc<dyn Consumer>> = crate::consumers(said.clone());
    consumers.push(listener);
    let migrations = [commonround_identity::MIGRATIONS, crate::MIGRATIONS];
    let keys = Arc::new(KeyRing::new([(1, [7; 32])]).unwrap());
    let acts = TwoPerson::new(Arc::clone(&keys), crate::executors(&keys));
    let jobs = [crate::jobs(), two_person::jobs(acts.clone())].concat();
    let world = World::open(&migrations, consumers, jobs).await;
    Town { world, acts, said, heard }
}

impl Town {
    pub async fn join(&self, handle: &str, role: Role) -> Actor {
        let World { db, env, keys, .. } = &self.world;
        commonround_identity::testing::join(db, env, keys, handle, role).await
    }

    pub async fn patient(&self, handle: &str) -> Actor {
        self.join(handle, Role::Patient).await
    }

    pub async fn moderator(&self, handle: &str) -> Actor {
        let actor = self.join(handle, Role::HealthWorker).await;
        give_duty(&self.world.db, handle, Duty::Moderator).await.unwrap();
        Actor { moderator: true, ..actor }
    }

    pub async fn act<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.world.db.write(f).await
    }

    /// Runs a use case that takes keys and an actor.
    pub async fn by<T: Send + 'static>(
        &self,
        actor: &Actor,
        f: impl Fn(&mut Tx<'_>, &KeyRing, &Actor) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (keys, actor) = (Arc::clone(&self.world.keys), actor.clone());
        self.act(move |tx| f(tx, &keys, &actor)).await
    }

    /// Somebody says something, and rooms hear of it.
    pub async fn say(&self, author: &Actor, text: &str) -> Id<Status> {
        let status: Id<Status> = self.world.env.new_id();
        let thing = Thing {
            author: author.persona,
            path: format!("/statuses/{status}"),
            text: text.to_owned(),
            lang: Some("en".to_owned()),
            created_at: self.world.env.now(),
        };
        self.said.0.lock().insert(status.get(), thing);
        let author = author.persona;
        let event = StatusPublished { status, author, thread: status, in_reply_to: None };
        self.act(move |tx| outbox::emit(tx, &event)).await.unwrap();
        self.world.settle().await;
        status
    }

    /// The words of a status are gone.
    pub fn delete(&self, status: Id<Status>) {
        if let Some(thing) = self.said.0.lock().get_mut(&status.get()) {
            thing.text.clear();
        }
    }

    pub async fn report(
        &self,
        by: &Actor,
        subject: Subject,
        reason: &str,
        comment: &str,
    ) -> Result<Filed> {
        let complaint = Complaint::parse(reason, comment)?;
        self.by(by, move |tx, _, actor| file_report(tx, actor, subject, &complaint)).await
    }

    /// A case of this level about somebody's post, opened by a rule.
    pub async fn case(&self, about: &Actor, level: Level) -> Id<Case> {
        let status: Id<Status> = self.world.env.new_id();
        let subject = Subject::status(about.persona, status);
        self.act(move |tx| {
            let due_at = level.due_at(tx.now());
            open_case(tx, Alarm { subject, topic: "crisis_words", level, due_at })
        })
        .await
        .unwrap()
    }

    pub async fn get(&self, case: Id<Case>) -> CaseRow {
        self.act(move |tx| cases::get(tx, case)).await.unwrap()
    }

    /// The only case there is.
    pub async fn only_case(&self) -> CaseRow {
        let all = self.all_cases().await;
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    }

    pub async fn all_cases(&self) -> Vec<CaseRow> {
        let from = (Timestamp::from_millis(0), 0);
        let open = self.act(move |tx| cases::queue(tx, from, 100)).await.unwrap();
        assert!(open.iter().all(|case| case.state != CaseState::Closed));
        open
    }

    pub async fn measures(&self, case: Id<Case>) -> Vec<MeasureRow> {
        self.act(move |tx| measures::of_case(tx, case)).await.unwrap()
    }

    pub fn measure(&self, act: &str, days: &str) -> Measure {
        Measure::parse(act, "harassment", "", days, self.world.env.now()).unwrap()
    }

    pub async fn leave(&self, actor: &Actor) {
        let persona = actor.persona;
        self.act(move |tx| outbox::emit(tx, &PersonaErased { persona })).await.unwrap();
        self.world.settle().await;
    }

    pub async fn advance(&self, by: Duration) {
        self.world.advance(by);
        self.world.settle().await;
    }

    /// The events of one kind since the last call, in order.
    pub async fn heard<E: Event>(&self) -> Vec<E> {
        self.world.settle().await;
        let mut heard = self.heard.lock();
        let found = heard.values().filter(|(topic, _)| topic == E::TOPIC);
        let events = found.map(|(_, payload)| serde_json::from_str(payload).unwrap()).collect();
        heard.retain(|_, (topic, _)| topic != E::TOPIC);
        events
    }

    /// A second moderator's answer to what waits on a case or a measure.
    pub async fn second(
        &self,
        who: &Actor,
        kind: &'static str,
        object: i64,
        agree: bool,
    ) -> Result<()> {
        let sql =
            "SELECT id FROM identity_proposal WHERE kind = $1 AND object = $2 ORDER BY id DESC";
        let find = move |tx: &mut Tx<'_>| tx.one(sql, (kind, object), |row| row.get(0));
        let proposal = self.act(find).await?;
        let (acts, who) = (self.acts.clone(), who.clone());
        let verdict = if agree { Verdict::Agree } else { Verdict::Decline };
        let reason = Reason::parse("I looked").unwrap();
        self.act(move |tx| two_person::second(tx, &acts, &who, proposal, verdict, &reason)).await
    }

    /// The acts of this room in the audit log, oldest first.
    pub async fn audited(&self) -> Vec<String> {
        let sql = "SELECT action FROM db_audit WHERE purpose = 'moderation' ORDER BY id";
        self.act(move |tx| tx.query(sql, (), |row| row.get(0))).await.unwrap()
    }

    /// What the history of a case says happened.
    pub async fn happened(&self, case: Id<Case>) -> Vec<String> {
        let read = move |tx: &mut Tx<'_>| cases::history(tx, case);
        let entries = self.act(read).await.unwrap();
        let line = |entry: &cases::Entry| match entry.detail.as_str() {
            "" => entry.what.as_str().to_owned(),
            detail => format!("{} {detail}", entry.what.as_str()),
        };
        entries.iter().map(line).collect()
    }
}
