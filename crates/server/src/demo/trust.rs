//! Who is checked in Maple, and what people do about what is doubtful: claims on registers, context
//! notes with their ratings, answers, reports, the rota.

use std::collections::HashMap;
use std::time::Duration;

use commonround_db::Tx;
use commonround_evidence::sources::{self, AllowList, Listed};
use commonround_kernel::{Error, Id, Result, Secret};
use commonround_vocabulary::Status;
use serde::Deserialize;
use serde_json::{Value, json};

use super::door::Door;
use super::registers::{self, Registration};
use crate::instance::Instance;

/// Shifts of one moderator, and how long each is.
const SHIFTS: u64 = 8;
const SHIFT_HOURS: u64 = 12;

/// `trust.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    pub registrations: Vec<Registration>,
    claims: Vec<OpenClaim>,
    /// Names that people gave themselves today.
    renamed: Vec<Renamed>,
    /// Two sides that rate alike: who sees what is between them.
    left: Vec<String>,
    right: Vec<String>,
    notes: Vec<Noted>,
    /// Who reads what turns out false, and is told.
    readers: Vec<String>,
    answers: Vec<Answered>,
    open_claims: Vec<Doubted>,
    reports: Vec<Reported>,
    shifts: Vec<Shift>,
    retractions: String,
    vouched: Vec<Listed>,
}

/// A number that waits for an officer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenClaim {
    by: String,
    registration: String,
    number: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    by: String,
    name: String,
}

/// A note on a status, and the level that each side gives it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    status: String,
    by: String,
    text: String,
    verdict: String,
    certainty: String,
    study: String,
    sources: String,
    left: String,
    right: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    by: String,
    /// The status that says it, its author, and who doubts that.
    status: String,
    said_by: String,
    opened_by: String,
    text: String,
    link: String,
    verdict: String,
    certainty: String,
    /// What the library is asked for.
    asks: String,
    english: String,
    french: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubted {
    by: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reported {
    by: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    persona: String,
    reason: String,
    comment: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shift {
    by: String,
    rung: String,
}

impl Trust {
    /// The bundled one.
    ///
    /// # Errors
    /// `Fault` where it does not read.
    pub fn bundled() -> Result<Self> {
        serde_json::from_str(include_str!("trust.json")).map_err(Error::fault)
    }
}

/// Everybody's doings, through the door.
pub struct Doings<'s> {
    pub instance: &'s Instance,
    pub door: &'s Door,
    /// Sessions by handle.
    pub secrets: &'s HashMap<String, Secret>,
    /// Statuses by their keys.
    pub said: &'s HashMap<String, Id<Status>>,
}

impl Doings<'_> {
    /// # Errors
    /// A `Fault` for the first thing that is refused.
    pub async fn carry_out(&self, trust: &Trust) -> Result<()> {
        let (config, now) = (&self.instance.config, self.instance.env.now());
        registers::write(&config.data, &trust.registrations, now)?;
        registers::import(self.instance).await?;
        self.vouch(trust).await?;
        self.rota(&trust.shifts).await?;
        self.prove(&trust.registrations).await?;
        for claim in &trust.claims {
            self.claim(&claim.by, &claim.registration, &claim.number, &claim.name).await?;
        }
        for renamed in &trust.renamed {
            let said = json!({ "display_name": renamed.name });
            self.post(&renamed.by, "/settings/profile", &said).await?;
        }
        self.instance.db.drain().await?;
        for note in &trust.notes {
            self.note(trust, note).await?;
        }
        self.answers(trust).await?;
        for doubted in &trust.open_claims {
            self.post(&doubted.by, "/claims", &json!({ "text": doubted.text })).await?;
        }
        for report in &trust.reports {
            self.report(report).await?;
        }
        Ok(())
    }

    fn secret(&self, handle: &str) -> Result<&Secret> {
        self.secrets.get(handle).ok_or_else(|| Error::fault(format!("nobody is @{handle}")))
    }

    async fn get(&self, by: &str, path: &str) -> Result<Value> {
        self.door.get(self.secret(by)?, path).await
    }

    async fn post(&self, by: &str, path: &str, said: &Value) -> Result<Value> {
        self.door.post(self.secret(by)?, path, said).await
    }

    fn status(&self, key: &str) -> Result<Id<Status>> {
        self.said.get(key).copied().ok_or_else(|| Error::fault(format!("nobody said {key}")))
    }

    /// Maple's own publishers, and a work of theirs that fell.
    async fn vouch(&self, trust: &Trust) -> Result<()> {
        let mut list = AllowList::bundled();
        list.entries.extend_from_slice(&trust.vouched);
        let publish = move |tx: &mut Tx<'_>| sources::publish_allow_list(tx, &list).map(drop);
        self.instance.db.write(publish).await?;
        let list = std::io::Cursor::new(trust.retractions.clone());
        sources::import_retractions(&self.instance.db, list).await.map(drop)
    }

    async fn rota(&self, shifts: &[Shift]) -> Result<()> {
        let now = self.instance.env.now();
        for shift in shifts {
            let rota = self.get(&shift.by, "/moderation/duty").await?;
            let zone = rota["time_zone"].as_str().unwrap_or("UTC").to_owned();
            let zone = jiff::tz::TimeZone::get(&zone).map_err(Error::fault)?;
            for nth in 0..SHIFTS {
                let starts = now + Duration::from_secs(nth * SHIFT_HOURS * 3_600);
                let starts = starts.to_jiff().to_zoned(zone.clone());
                let starts = starts.strftime("%Y-%m-%dT%H:%M").to_string();
                let said = json!({
                    "rung": shift.rung, "starts": starts, "hours": SHIFT_HOURS.to_string(),
                });
                self.post(&shift.by, "/moderation/duty/shifts", &said).await?;
            }
        }
        Ok(())
    }

    /// Whoever holds a registration claims it and types the code of the letter.
    async fn prove(&self, registrations: &[Registration]) -> Result<()> {
        let mut waiting = Vec::new();
        for row in registrations.iter().filter(|row| !row.holder.is_empty()) {
            let registration = format!("{} {}", row.register, row.profession);
            let name = format!("{} {}", row.given, row.family);
            let claim = self.claim(&row.holder, &registration, &row.number, &name).await?;
            if claim["state"] == "pending" {
                let path = format!("/settings/credentials/{}", id(&claim["id"])?);
                self.post(&row.holder, &format!("{path}/send-code"), &json!({})).await?;
                waiting.push((row, path));
            }
        }
        self.instance.db.drain().await?;
        for (row, path) in waiting {
            let code = self.code_to(&row.contact)?;
            self.post(&row.holder, &format!("{path}/code"), &json!({ "code": code })).await?;
        }
        Ok(())
    }

    /// The claim as its owner sees it.
    async fn claim(&self, by: &str, kind: &str, number: &str, name: &str) -> Result<Value> {
        let said = json!({ "registration": kind, "number": number, "registered_name": name });
        self.post(by, "/settings/credentials", &said).await?;
        let mine = self.get(by, "/settings/credentials").await?;
        let found = mine.as_array().and_then(|all| all.iter().find(|one| one["number"] == number));
        found.cloned().ok_or_else(|| Error::fault(format!("@{by} has no claim on {number}")))
    }

    /// The code of the newest letter: the one line that is a word of capitals and digits.
    fn code_to(&self, address: &str) -> Result<String> {
        let letters = self.instance.demo.as_ref().map(|world| world.letters()).unwrap_or_default();
        let letter = letters.into_iter().map(|shown| shown.letter).find(|one| one.to == address);
        let is_code = |line: &&str| {
            !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        };
        let code = letter.as_ref().and_then(|one| one.body.lines().map(str::trim).find(is_code));
        code.map(str::to_owned).ok_or_else(|| Error::fault(format!("no code went to {address}")))
    }

    async fn note(&self, trust: &Trust, note: &Noted) -> Result<()> {
        let notes = format!("/statuses/{}/notes", self.status(&note.status)?);
        let said = json!({
            "text": note.text, "verdict": note.verdict, "certainty": note.certainty,
            "study": note.study, "sources": note.sources,
        });
        self.post(&note.by, &notes, &said).await?;
        let listed = self.get(&note.by, &notes).await?;
        let ratings = format!("/notes/{}/ratings", id(&listed["notes"][0]["id"])?);
        for (side, level) in [(&trust.left, &note.left), (&trust.right, &note.right)] {
            let tags = match level.as_str() {
                "helpful" => ["helpfulClear", "helpfulGoodSources"],
                _ => ["notHelpfulOpinionSpeculationOrBias", "notHelpfulNoteNotNeeded"],
            };
            let said = json!({ "version": "1", "level": level, "tags": tags });
            for rater in side {
                self.post(rater, &ratings, &said).await?;
            }
        }
        Ok(())
    }

    /// People read what turns out false; it is answered; they are told.
    async fn answers(&self, trust: &Trust) -> Result<()> {
        for answered in &trust.answers {
            let status = self.status(&answered.status)?;
            for reader in &trust.readers {
                self.get(reader, &format!("/@{}/{status}", answered.said_by)).await?;
            }
            let said = json!({ "text": answered.text });
            let claim = self.post(&answered.opened_by, "/claims", &said).await?;
            let claim = id(&claim["id"])?;
            let joins = json!({ "status": status, "claim": claim });
            self.post(&answered.opened_by, "/claims", &joins).await?;
            self.instance.evidence.views.flush(&self.instance.db).await?;
            self.answer(&claim, answered).await?;
        }
        Ok(())
    }

    async fn answer(&self, claim: &str, answered: &Answered) -> Result<()> {
        let known = self.get(&answered.by, &format!("/claims/{claim}")).await?;
        if known["state"] == "answered" {
            return Ok(());
        }
        let asks = answered.asks.replace(' ', "+");
        let desk = self.get(&answered.by, &format!("/answer?q={asks}")).await?;
        let said = json!({
            "claim": claim,
            "text": answered.text,
            "link": answered.link,
            "verdict": answered.verdict,
            "certainty": answered.certainty,
            "english": answered.english,
            "french": answered.french,
            "facts": [id(&desk["facts"][0]["id"])?],
        });
        self.post(&answered.by, "/answer", &said).await.map(drop)
    }

    async fn report(&self, report: &Reported) -> Result<()> {
        let path = match report.status.as_str() {
            "" => format!("/@{}/report", report.persona),
            key => format!("/statuses/{}/report", self.status(key)?),
        };
        let said = json!({ "reason": report.reason, "comment": report.comment });
        self.post(&report.by, &path, &said).await.map(drop)
    }
}

/// An id as JSON has it.
fn id(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| Error::fault(format!("no id: {value}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_trust_reads_and_the_newcomers_number_is_free() {
        let trust = Trust::bundled().unwrap();
        let row =
            |number: &str| trust.registrations.iter().find(|row| row.number == number).unwrap();
        assert_eq!(row("0123456").holder, "");
        assert_eq!((row("99001").family.as_str(), row("99001").holder.as_str()), ("Li", "chen"));
        let cells = trust.registrations.iter().flat_map(|r| [&r.family, &r.given, &r.class]);
        assert!(cells.into_iter().all(|cell| !cell.contains([',', '"'])));
    }
}
