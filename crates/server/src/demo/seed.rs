//! Fills a new demo directory: people, whom they follow, what they said over the last days, facts.
//! Everything goes through the same use cases as a person's own click, on a clock of the past.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use commonround_commons::model::{DisclosureFields, Reaction, TagName};
use commonround_commons::people::{self, ProfileChange, ProfileInput};
use commonround_commons::{Fields, Gate, React, Submission};
use commonround_db::{Db, Tx, settings};
use commonround_evidence::import;
use commonround_identity::{self as identity, DisplayName, Duty, Email, Handle, Newcomer};
use commonround_kernel::{Actor, AdjustableClock, Clock, Error, Id, Result, Secret, Timestamp};
use commonround_vocabulary::Status;
use commonround_web::Shown;
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Deserialize;

use super::door::Door;
use super::trust::{Doings, Trust};
use super::{DemoWorld, PASSWORD, Player};
use crate::config::Config;
use crate::instance::{Instance, Kind};

const SEEDED: &str = "demo.seeded";
/// How long ago the cast joined.
const JOINED_BEFORE: Duration = Duration::from_secs(30 * 24 * 3_600);
/// How long ago registers were read and credentials checked.
const CHECKED_BEFORE: Duration = Duration::from_secs(30 * 60);

/// What one of the cast said, as `statuses.json` has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    key: String,
    by: String,
    text: String,
    cw: Option<String>,
    disclosure: String,
    basis: Option<String>,
    lang: String,
    visibility: String,
    reply_to: Option<String>,
    minutes_ago: u64,
    reactions: HashMap<String, Vec<String>>,
}

/// The bundled cast.
pub fn cast() -> Result<Vec<Player>> {
    serde_json::from_str(include_str!("cast.json")).map_err(Error::fault)
}

fn lines() -> Result<Vec<Line>> {
    let mut lines: Vec<Line> =
        serde_json::from_str(include_str!("statuses.json")).map_err(Error::fault)?;
    lines.sort_by_key(|line| std::cmp::Reverse(line.minutes_ago));
    Ok(lines)
}

/// People of Maple whom nobody enters as: they ask, doubt and write notes.
fn quiet() -> Result<Vec<Player>> {
    serde_json::from_str(include_str!("quiet.json")).map_err(Error::fault)
}

/// The bundled publishers with those of Maple.
pub fn registry() -> Result<commonround_evidence::Registry> {
    let maple = commonround_evidence::Registry::parse(include_str!("registry.json"))?;
    commonround_evidence::Registry::bundled().and(maple)
}

/// Seeds the world, once.
///
/// # Errors
/// What the database says; a half-seeded world is seeded on at the next start.
pub async fn seed(config: &Config, scrape: PrometheusHandle) -> Result<()> {
    let today = DemoWorld::open(&config.data)?.clock.now();
    let clock = Arc::new(AdjustableClock::fixed(today - JOINED_BEFORE));
    let mut config = config.clone();
    // A month's doings come in a second.
    config.limits.enabled = false;
    let instance = Instance::open(config, Kind::Seed(Arc::clone(&clock))).await?;
    let door = Door::open(&instance, scrape)?;
    let seeded = Seeding { instance: &instance, clock: &clock, door: &door, today }.run().await;
    instance.close().await;
    seeded
}

/// Everybody, signed in.
#[derive(Default)]
struct People {
    secrets: HashMap<String, Secret>,
    actors: HashMap<String, Actor>,
}

struct Seeding<'s> {
    instance: &'s Instance,
    clock: &'s AdjustableClock,
    door: &'s Door,
    today: Timestamp,
}

impl Seeding<'_> {
    async fn run(&self) -> Result<()> {
        let db = &self.instance.db;
        if db.read(|tx| Ok(settings::get(tx, SEEDED)?.is_some())).await? {
            return Ok(());
        }
        let everybody = [cast()?, quiet()?].concat();
        let people = self.people(&everybody).await?;
        db.drain().await?;
        self.relations(&everybody, &people.actors).await?;
        let said = self.statuses(&people.actors).await?;
        self.go_to(self.today - CHECKED_BEFORE);
        self.facts().await?;
        db.drain().await?;
        let (instance, door, secrets) = (self.instance, self.door, &people.secrets);
        Doings { instance, door, secrets, said: &said }.carry_out(&Trust::bundled()?).await?;
        db.drain().await?;
        // Long enough for the timers of what was just done, such as the scoring of notes.
        self.go_to(self.today);
        db.drain().await?;
        db.write(|tx| settings::set(tx, SEEDED, "maple")).await
    }

    /// The clock of the past only moves forward.
    fn go_to(&self, at: Timestamp) {
        self.clock.advance(at.since(self.clock.now()));
    }

    async fn people(&self, cast: &[Player]) -> Result<People> {
        let hash = identity::hash_password(&self.instance.env, PASSWORD).await?;
        let mut people = People::default();
        let titles = self.instance.commons.titles;
        for player in cast {
            self.enrol(player, &hash).await?;
            let (secret, actor) = self.enter(&player.handle).await?;
            let change = ProfileChange::parse(&profile(player))?;
            let own = actor.clone();
            let edit =
                move |tx: &mut Tx<'_>| people::edit_profile(tx, titles, &own, change.clone());
            self.instance.db.write(edit).await?;
            self.duties(player).await?;
            people.secrets.insert(player.handle.clone(), secret);
            people.actors.insert(player.handle.clone(), actor);
        }
        Ok(people)
    }

    async fn duties(&self, player: &Player) -> Result<()> {
        let db = &self.instance.db;
        let duties = [
            (player.moderator, Duty::Moderator),
            (player.officer, Duty::Officer),
            (player.operator, Duty::Operator),
        ];
        for (_, duty) in duties.into_iter().filter(|(held, _)| *held) {
            identity::give_duty(db, &player.handle, duty).await?;
        }
        if player.group.is_empty() {
            return Ok(());
        }
        identity::set_conflict_group(db, &player.handle, &player.group).await
    }

    async fn enrol(&self, player: &Player, hash: &identity::PasswordHash) -> Result<()> {
        let new = newcomer(player, hash.clone())?;
        let keys = Arc::clone(&self.instance.keys);
        let enrol = move |tx: &mut Tx<'_>| match identity::card_by_handle(tx, new.handle.as_str()) {
            // A start that was interrupted made this one already.
            Ok(_) => Ok(()),
            Err(Error::NotFound) => identity::enrol_confirmed(tx, &keys, &new).map(drop),
            Err(other) => Err(other),
        };
        self.instance.db.write(enrol).await
    }

    /// One of the cast as the use cases know them: signed in.
    async fn enter(&self, handle: &str) -> Result<(Secret, Actor)> {
        let secret = identity::sign_in_as(&self.instance.db, handle).await?;
        let sessions = identity::sessions(self.instance.db.clone(), self.instance.keys.clone());
        let found = sessions.resolve(Shown::Cookie(secret.reveal())).await?;
        let actor = found.map(|resolved| resolved.actor).ok_or(Error::NotFound)?;
        Ok((secret, actor))
    }

    async fn relations(&self, cast: &[Player], actors: &HashMap<String, Actor>) -> Result<()> {
        for player in cast {
            let (actor, player) = (actors[&player.handle].clone(), player.clone());
            let follow = move |tx: &mut Tx| {
                for handle in &player.follows {
                    let target = identity::card_by_handle(tx, handle)?;
                    people::follow_persona(tx, &actor, &target)?;
                }
                for tag in &player.follows_tags {
                    let tag = TagName::parse(tag).ok_or(Error::NotFound)?;
                    commonround_commons::follow_tag(tx, &actor, &tag)?;
                }
                Ok(())
            };
            self.instance.db.write(follow).await?;
        }
        Ok(())
    }

    async fn statuses(
        &self,
        actors: &HashMap<String, Actor>,
    ) -> Result<HashMap<String, Id<Status>>> {
        let mut said: HashMap<String, Id<Status>> = HashMap::new();
        for line in lines()? {
            self.go_to(self.today - Duration::from_secs(line.minutes_ago * 60));
            let status = publish(&self.instance.db, actors, &line, &said).await?;
            react(&self.instance.db, actors, &line, status).await?;
            said.insert(line.key, status);
        }
        Ok(said)
    }

    async fn facts(&self) -> Result<()> {
        let options = import::Options { registry: registry()?, is_complete: false };
        let library = include_bytes!("facts.jsonl").as_slice();
        let report =
            import::run(&self.instance.db, &self.instance.env, library, options, &mut |_| {})
                .await?;
        match report.rejections.first() {
            None => Ok(()),
            Some(wrong) => Err(Error::fault(format!("the bundled library: {wrong:?}"))),
        }
    }
}

fn newcomer(player: &Player, password_hash: identity::PasswordHash) -> Result<Newcomer> {
    Ok(Newcomer {
        email: Email::parse("email", &format!("{}@maple.example", player.handle))?,
        handle: Handle::parse(&player.handle)?,
        display_name: Some(DisplayName::parse(&player.name)?),
        password_hash,
        age_band: None,
        role: player.role,
        field: player.field,
        lang: None,
    })
}

fn profile(player: &Player) -> ProfileInput {
    let link = |i: usize| player.links.get(i);
    ProfileInput {
        pronouns: Some(player.pronouns.clone()),
        languages: player.languages.clone(),
        time_zone: Some(player.time_zone.clone()),
        intro: Some(player.intro.clone()),
        ask_me_about: Some(player.ask_me.clone()),
        link_1_name: link(0).map(|l| l.label.clone()),
        link_1_url: link(0).map(|l| l.url.clone()),
        link_2_name: link(1).map(|l| l.label.clone()),
        link_2_url: link(1).map(|l| l.url.clone()),
        indexable: Some(true),
        ..ProfileInput::default()
    }
}

async fn publish(
    db: &Db,
    actors: &HashMap<String, Actor>,
    line: &Line,
    said: &HashMap<String, Id<Status>>,
) -> Result<Id<Status>> {
    let actor = actors.get(&line.by).ok_or(Error::NotFound)?.clone();
    let parent = line.reply_to.as_ref().and_then(|key| said.get(key)).map(ToString::to_string);
    let basis = line.basis.as_deref().unwrap_or_default();
    let (basis, source_url) = match basis {
        "" | "clinical_experience" => (basis, ""),
        url => ("source", url),
    };
    let submission = Submission::parse(
        &actor,
        &Fields {
            text: &line.text,
            content_warning: line.cw.as_deref().unwrap_or_default(),
            language: &line.lang,
            visibility: &line.visibility,
            in_reply_to: parent.as_deref().unwrap_or_default(),
            disclosure: DisclosureFields {
                kind: &line.disclosure,
                basis,
                source_url,
                funded_by: "Maple Health Devices",
                first_link: None,
            },
            // A start that was interrupted says nothing twice.
            idempotency_key: &format!("maple-{}", line.key),
        },
    )?;
    let publish = move |tx: &mut Tx| {
        commonround_commons::publish_status(tx, &Gate::open(), &actor, &submission)
    };
    db.write(publish).await.map(|published| published.status)
}

async fn react(
    db: &Db,
    actors: &HashMap<String, Actor>,
    line: &Line,
    status: Id<Status>,
) -> Result<()> {
    let mut acts = Vec::new();
    for (kind, handles) in &line.reactions {
        let reaction: Reaction = kind.parse()?;
        for handle in handles.iter().filter(|handle| **handle != line.by) {
            let actor = actors.get(handle).ok_or(Error::NotFound)?.clone();
            acts.push((actor, React { status, reaction, on: true }));
        }
    }
    let react = move |tx: &mut Tx| {
        for (actor, act) in &acts {
            match commonround_commons::react_to_status(tx, actor, *act) {
                // Some of the cast may not read what others say to their followers.
                Ok(()) | Err(Error::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    };
    db.write(react).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_world_reads_and_names_nobody_unknown() {
        let cast = [cast().unwrap(), quiet().unwrap()].concat();
        let known = |handle: &String| cast.iter().any(|p| p.handle == *handle);
        for player in &cast {
            assert!(player.follows.iter().all(known), "@{}", player.handle);
            newcomer(player, identity::PasswordHash::none()).unwrap();
            ProfileChange::parse(&profile(player)).unwrap();
        }
        let lines = lines().unwrap();
        let mut said = Vec::new();
        for line in &lines {
            assert!(known(&line.by), "{}", line.key);
            assert!(line.reactions.values().flatten().all(known), "{}", line.key);
            assert!(line.reply_to.as_ref().is_none_or(|key| said.contains(key)), "{}", line.key);
            said.push(line.key.clone());
        }
    }
}
