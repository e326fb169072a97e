//! A planned world becomes rows, exactly as the product writes them.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use commonround_commons::model::{DisclosureFields, Reaction};
use commonround_commons::people;
use commonround_commons::{Fields, Gate, React, Submission};
use commonround_db::{self as db, Db, Migration};
use commonround_identity::{self as identity, Email, Handle, Newcomer, PasswordHash};
use commonround_kernel::{
    Actor, AdjustableClock, Clock, Dice, Env, Id, KeyRing, Role, Scopes, Session, Timestamp, Via,
};
use commonround_vocabulary::Status;
use commonround_web::live::Hub;
use rand::SeedableRng as _;

use super::plan::{Act, Deed, Plan, SPAN_SECS, Words};
use super::{Trust, handle, trust};
use crate::Outcome;

/// A world of a benchmark has nothing to hide; everybody who makes it gets the same.
const KEY: [u8; 32] = *b"a benchmark keeps no secret here";
/// How many acts are written in one unit.
const UNIT_ACTS: usize = 200;

/// Writes the whole plan into a new data directory that the server then takes as its own.
pub async fn fill(data: &Path, plan: &Plan, seed: u64, trust: Trust) -> Outcome {
    let keys = Arc::new(KeyRing::new(vec![(1, KEY)])?);
    write_key(&data.join("keys"))?;
    let start = Env::system().now() - Duration::from_secs(SPAN_SECS);
    let clock = Arc::new(AdjustableClock::fixed(start));
    let env = Env::new(Arc::clone(&clock) as Arc<dyn Clock>, Dice::seed_from_u64(seed));
    let config = db::Config::sqlite(data.join("commonround.sqlite"));
    let consumers = commonround_commons::consumers(&Hub::new());
    let db = Db::open(config, env, consumers, Vec::new()).await?;
    db.migrate(&migrations()).await?;
    db.join().await?;
    let mut filling = Filling { db: &db, clock, start, actors: Vec::new(), said: Vec::new() };
    filling.people(&plan.people, &keys).await?;
    // So that people stand on the search shelf before their words do.
    db.drain().await?;
    filling.follows(&plan.follows).await?;
    filling.acts(&plan.acts).await?;
    if trust == Trust::Shown {
        filling.trust(plan).await?;
    }
    db.drain().await?;
    db.close().await;
    Ok(())
}

fn migrations() -> Vec<Migration> {
    let rooms = [
        db::MIGRATIONS,
        identity::MIGRATIONS,
        commonround_commons::MIGRATIONS,
        commonround_evidence::MIGRATIONS,
    ];
    let mut all = rooms.concat();
    all.sort_by_key(|migration| migration.name);
    all
}

/// As the server keeps its key ring: a file a key, for the owner's eyes only.
fn write_key(dir: &Path) -> Outcome {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(dir.join("1.key"))?;
    Ok(writeln!(file, "{}", STANDARD.encode(KEY))?)
}

struct Filling<'f> {
    db: &'f Db,
    clock: Arc<AdjustableClock>,
    start: Timestamp,
    actors: Vec<Actor>,
    said: Vec<Id<Status>>,
}

impl Filling<'_> {
    async fn people(&mut self, roles: &[Role], keys: &Arc<KeyRing>) -> Outcome {
        for (n, role) in roles.iter().enumerate() {
            let (keys, new) = (Arc::clone(keys), newcomer(n, *role)?);
            let enrol = self.db.write(move |tx| {
                let made = identity::enrol_confirmed(tx, &keys, &new)?;
                Ok(actor(made, new.role, tx.env().random_id()))
            });
            self.actors.push(enrol.await?);
        }
        Ok(())
    }

    async fn follows(&self, follows: &[(usize, usize)]) -> Outcome {
        for unit in follows.chunks(UNIT_ACTS) {
            let pairs: Vec<(Actor, Id<_>)> = unit
                .iter()
                .map(|(by, whom)| (self.actors[*by].clone(), self.actors[*whom].persona))
                .collect();
            let write = self.db.write(move |tx| {
                for (by, whom) in &pairs {
                    let card = identity::cards(tx, &[*whom])?.remove(whom);
                    let card = card.ok_or(commonround_kernel::Error::NotFound)?;
                    people::follow_persona(tx, by, &card)?;
                }
                Ok(())
            });
            write.await?;
        }
        Ok(())
    }

    async fn acts(&mut self, acts: &[Act]) -> Outcome {
        for act in acts {
            self.move_clock(act.at_secs);
            let by = self.actors[act.by].clone();
            match &act.deed {
                Deed::Say(words) => self.say(by, words).await?,
                Deed::React { status, kind } => self.react(by, *status, *kind).await?,
            }
        }
        Ok(())
    }

    async fn trust(&self, plan: &Plan) -> Outcome {
        let personas = self.actors.iter().map(|actor| actor.persona);
        let people: Vec<_> = plan.people.iter().copied().zip(personas).collect();
        trust::badges(self.db, &people).await?;
        let authors = plan.says().map(|(act, _)| self.actors[act.by].persona);
        let said: Vec<trust::Said> = self.said.iter().copied().zip(authors).collect();
        Ok(trust::notes(self.db, &said).await?)
    }

    fn move_clock(&self, at_secs: u64) {
        let then = self.start + Duration::from_secs(at_secs);
        self.clock.advance(then.since(self.clock.now()));
    }

    async fn say(&mut self, by: Actor, words: &Words) -> Outcome {
        let in_reply_to = words.reply_to.map(|n| self.said[n].to_string()).unwrap_or_default();
        let fields = Fields {
            text: &words.text,
            visibility: words.visibility,
            in_reply_to: &in_reply_to,
            disclosure: DisclosureFields { kind: words.disclosure, ..DisclosureFields::default() },
            ..Fields::default()
        };
        let submission =
            Submission::parse(&by, &fields).map_err(commonround_kernel::Error::from)?;
        let write = self.db.write(move |tx| {
            commonround_commons::publish_status(tx, &Gate::open(), &by, &submission)
        });
        self.said.push(write.await?.status);
        Ok(())
    }

    async fn react(&self, by: Actor, status: usize, kind: usize) -> Outcome {
        let reaction = Reaction::ALL[kind % Reaction::ALL.len()];
        let react = React { status: self.said[status], reaction, on: true };
        let write = self.db.write(move |tx| {
            match commonround_commons::react_to_status(tx, &by, react) {
                // The dice let some people react to their own words; nobody may.
                Err(commonround_kernel::Error::Denied("own_status")) => Ok(()),
                other => other,
            }
        });
        Ok(write.await?)
    }
}

fn newcomer(n: usize, role: Role) -> Outcome<Newcomer> {
    let handle = handle(n);
    let email = Email::parse("email", &format!("{handle}@example.org"));
    Ok(Newcomer {
        email: email.map_err(commonround_kernel::Error::from)?,
        handle: Handle::parse(&handle).map_err(commonround_kernel::Error::from)?,
        display_name: None,
        password_hash: PasswordHash::none(),
        age_band: None,
        role,
        field: None,
        lang: None,
    })
}

/// Somebody as a request would bring them.
const fn actor(made: identity::Enrolled, role: Role, session: Id<Session>) -> Actor {
    Actor {
        account: made.account,
        persona: made.persona,
        role,
        via: Via::Session(session),
        scopes: Scopes::ALL,
        confirmed: true,
        operator: false,
        moderator: false,
        officer: false,
        suspended: false,
    }
}
