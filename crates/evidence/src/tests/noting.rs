use commonround_bridging::{Frame, Level, Model, Tag, TagShares, Tags};
use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::{
    CredentialChanged, Note, NoticeKind, Sanction, SanctionAct, SanctionChanged, Status,
};
use serde_json::{Value, json};

use super::town::{Town, town};
use crate::answers::{Certainty, Verdict};
use crate::notes::store::{self, fits, ratings};
use crate::notes::{
    FullScore, NoteBody, RateNote, Study, WriteNote, notes_beside, rate_note, write_note,
};

pub const LISTED: &str = "https://www.cdc.gov/flu/";

pub fn body(text: &str, sources: &str) -> Value {
    json!({
        "text": text, "verdict": "false", "certainty": "high", "study": "guideline",
        "sources": sources,
    })
}

pub async fn status(t: &Town, id: i64, author: &Actor) {
    t.said.add(id, author.persona, "Vaccines cause the flu", None);
}

pub async fn write(t: &Town, by: &Actor, id: i64) -> Id<Note> {
    write_from(t, by, id, LISTED).await
}

pub async fn write_from(t: &Town, by: &Actor, id: i64, source: &str) -> Id<Note> {
    let (room, by, status) = (t.evidence.clone(), by.clone(), Id::<Status>::from_i64(id));
    let text = "Vaccines do not cause the flu.".to_owned();
    let sources = vec![source.to_owned()];
    let (verdict, certainty, study) = (Verdict::False, Certainty::High, Study::Guideline);
    let body = NoteBody { text, verdict, certainty, study, sources };
    let cmd = WriteNote { status, body };
    t.w.db.write(move |tx| write_note(tx, &room, &by, &cmd)).await.unwrap()
}

pub async fn rate(t: &Town, by: &[Actor], note: Id<Note>, level: Level) {
    let (room, by) = (t.evidence.clone(), by.to_vec());
    let tags: Tags = match level {
        Level::Helpful => [Tag::HelpfulClear, Tag::HelpfulGoodSources].into_iter().collect(),
        _ => Tags::default(),
    };
    let cmd = RateNote { note, version: 1, level, tags, conflicted: false };
    let all = move |tx: &mut Tx<'_>| by.iter().try_for_each(|one| rate_note(tx, &room, one, &cmd));
    t.w.db.write(all).await.unwrap();
}

pub async fn found(t: &Town, note: Id<Note>) -> &'static str {
    t.w.db.read(move |tx| store::get(tx, note)).await.unwrap().found.as_str()
}

pub async fn is_beside(t: &Town, id: i64) -> bool {
    let status = Id::<Status>::from_i64(id);
    let read = move |tx: &mut Tx<'_>| notes_beside(tx, &[status]);
    t.w.db.read(read).await.unwrap().contains_key(&status)
}

/// A town where two sides, nurses on one and pharmacists on the other, have rated twelve notes:
/// three that all find good, five that none does, four that divide.
pub struct Divided {
    pub t: Town,
    pub author: Actor,
    pub left: Vec<Actor>,
    pub right: Vec<Actor>,
    pub good: Id<Note>,
    dividing: Id<Note>,
}

impl Divided {
    pub async fn new() -> Self {
        let t = town().await;
        let (author, other) = (t.join("author").await, t.join("other").await);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for n in 0..8 {
            let kinds = if n < 4 { ("rn", "rx") } else { ("la", "lb") };
            left.push(t.join(&format!("{}left{n}", kinds.0)).await);
            right.push(t.join(&format!("{}right{n}", kinds.1)).await);
        }
        let mut notes = Vec::new();
        for id in 0..12 {
            // Nobody writes so many notes in a day.
            let writer = if id % 2 == 0 { &author } else { &other };
            status(&t, id, writer).await;
            let note = write(&t, writer, id).await;
            let (first, second) = match id {
                0..3 => (Level::Helpful, Level::Helpful),
                3..8 => (Level::NotHelpful, Level::NotHelpful),
                8..10 => (Level::Helpful, Level::NotHelpful),
                _ => (Level::NotHelpful, Level::Helpful),
            };
            rate(&t, &left, note, first).await;
            rate(&t, &right, note, second).await;
            notes.push(note);
        }
        Self { t, author, left, right, good: notes[0], dividing: notes[8] }
    }

    pub async fn score(&self) {
        FullScore(self.t.evidence.ports.people).score_all(&self.t.w.db).await.unwrap();
    }

    pub async fn fresh_note(&self, id: i64) -> Id<Note> {
        status(&self.t, id, &self.author).await;
        write(&self.t, &self.author, id).await
    }

    pub async fn all_find_helpful(&self, note: Id<Note>) {
        rate(&self.t, &self.left, note, Level::Helpful).await;
        rate(&self.t, &self.right, note, Level::Helpful).await;
    }
}

#[tokio::test]
async fn a_note_that_both_sides_find_helpful_is_shown_and_one_that_divides_is_not() {
    let d = Divided::new().await;
    assert_eq!(found(&d.t, d.good).await, "needs_more", "nobody has a place yet");
    d.score().await;
    assert_eq!(found(&d.t, d.good).await, "helpful");
    assert_eq!(found(&d.t, d.dividing).await, "needs_more");
    assert!(is_beside(&d.t, 0).await && !is_beside(&d.t, 8).await);
    d.t.w.settle().await;
    let told = d.t.told.lock().unwrap().clone();
    let decided = |note: &Id<Note>| {
        told.iter().any(|n| n.kind == NoticeKind::NoteDecided && n.about.id == note.get())
    };
    assert!(decided(&d.good) && !decided(&d.dividing));
    let page = d.t.json("author", &format!("/notes/{}", d.good)).await;
    assert_eq!(page["why"]["holds"], json!([]));
    let groups = page["why"]["groups"].as_array().unwrap();
    let named: Vec<_> = groups.iter().map(|g| (&g["group"], &g["ratings"])).collect();
    assert_eq!(named, [(&json!("lay"), &json!(8)), (&json!("others"), &json!(8))]);
}

#[tokio::test]
async fn unknown_and_suspended_raters_weigh_nothing_and_known_ones_count_at_once() {
    let d = Divided::new().await;
    d.score().await;
    let note = d.fresh_note(20).await;
    let mut strangers = Vec::new();
    for n in 0..12 {
        strangers.push(d.t.join(&format!("stranger{n}")).await);
    }
    rate(&d.t, &strangers, note, Level::Helpful).await;
    assert_eq!(found(&d.t, note).await, "needs_more");
    d.all_find_helpful(note).await;
    assert_eq!(found(&d.t, note).await, "helpful");
    let suspended: Vec<_> = d.left.iter().chain(&d.right).map(|a| a.persona).collect();
    let suspend = move |tx: &mut Tx<'_>| -> Result<()> {
        for persona in &suspended {
            let sanction: Id<Sanction> = tx.env().new_id();
            let (persona, act) = (*persona, SanctionAct::Suspend);
            let changed =
                SanctionChanged { sanction, persona, status: None, thing: None, act, active: true };
            outbox::emit(tx, &changed)?;
        }
        Ok(())
    };
    d.t.w.db.write(suspend).await.unwrap();
    d.t.w.settle().await;
    let other = d.fresh_note(21).await;
    d.all_find_helpful(other).await;
    assert_eq!(found(&d.t, other).await, "needs_more");
}

#[tokio::test]
async fn an_interrupted_full_score_leaves_the_one_before_in_force() {
    let d = Divided::new().await;
    d.score().await;
    let before = d.t.w.db.read(fits::in_force).await.unwrap().unwrap();
    let interrupted = |tx: &mut Tx<'_>| {
        let everyone = Frame { mu: 9.0, ratings_per_note: 1.0, raters: 1 };
        let model = Model { everyone, professionals: None, tag_shares: TagShares::default() };
        fits::begin(tx, tx.now(), &model)
    };
    let broken = d.t.w.db.write(interrupted).await.unwrap();
    let after = d.t.w.db.read(fits::in_force).await.unwrap().unwrap();
    assert_eq!((after.id, after.model), (before.id, before.model));
    let note = d.fresh_note(20).await;
    d.all_find_helpful(note).await;
    assert_eq!(found(&d.t, note).await, "helpful");
    d.score().await;
    let newest = d.t.w.db.read(fits::in_force).await.unwrap().unwrap();
    assert!(newest.id != before.id && newest.id != broken && newest.applied);
}

#[tokio::test]
async fn a_person_has_one_rating_whatever_persona_gives_it() {
    let t = town().await;
    let (ana, ben, second) = (t.join("ana").await, t.join("ben").await, t.join("second").await);
    status(&t, 1, &ana).await;
    let note = write(&t, &ana, 1).await;
    let other_face = Actor { account: ben.account, ..second };
    rate(&t, &[ben], note, Level::NotHelpful).await;
    rate(&t, &[other_face], note, Level::Helpful).await;
    let heard = t.w.db.read(move |tx| ratings::heard(tx, note, 0)).await.unwrap();
    assert_eq!((heard.len(), heard[0].given.level), (1, Level::Helpful));
}

#[tokio::test]
async fn a_rating_of_another_version_and_one_of_the_own_note_are_refused() {
    let t = town().await;
    let (ana, _) = (t.join("ana").await, t.join("ben").await);
    status(&t, 1, &ana).await;
    let (code, note) = t.post("ana", "/statuses/1/notes", body("It does not.", LISTED)).await;
    assert_eq!((code, &note["found"], &note["version"]), (201, &json!("needs_more"), &json!(1)));
    let path = note["path"].as_str().unwrap();
    let rating = json!({"version": "1", "level": "helpful", "tags": ["helpfulClear"]});
    let own = t.post("ana", &format!("{path}/ratings"), rating.clone()).await;
    assert_eq!((own.0, &own.1["code"]), (403, &json!("own_note")));
    let mut edit = body("It never does.", LISTED);
    edit["version"] = json!("1");
    let by_other = t.post("ben", &format!("{path}/edit"), edit.clone()).await;
    assert_eq!((by_other.0, &by_other.1["code"]), (403, &json!("not_note_author")));
    assert_eq!(t.post("ana", &format!("{path}/edit"), edit).await.1["version"], 2);
    let stale = t.post("ben", &format!("{path}/ratings"), rating).await;
    assert_eq!((stale.0, &stale.1["code"]), (412, &json!("note_changed")));
    let again = t.post("ana", "/statuses/1/notes", body("Once more.", LISTED)).await;
    assert_eq!((again.0, &again.1["code"]), (409, &json!("note_exists")));
}

#[tokio::test]
async fn a_rating_with_an_interest_is_not_heard() {
    let t = town().await;
    let (ana, _) = (t.join("ana").await, t.join("ben").await);
    status(&t, 1, &ana).await;
    let note = write(&t, &ana, 1).await;
    let rating = json!({"version": "1", "level": "helpful", "conflicted": "on"});
    assert_eq!(t.post("ben", &format!("/notes/{note}/ratings"), rating).await.0, 200);
    assert!(t.w.db.read(move |tx| ratings::heard(tx, note, 0)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_note_needs_a_source_that_somebody_vouches_for() {
    let t = town().await;
    let ana = t.join("ana").await;
    status(&t, 1, &ana).await;
    for (sources, why) in [
        (" \n", "source_required"),
        ("https://blog.example/flu", "source_not_listed"),
        ("the newspaper", "malformed"),
    ] {
        let (code, problem) = t.post("ana", "/statuses/1/notes", body("No.", sources)).await;
        assert_eq!(code, 422, "{problem}");
        assert!(problem.to_string().contains(why), "{problem}");
    }
    let hidden = t.post("ana", "/statuses/2/notes", body("No.", LISTED)).await;
    assert_eq!(hidden.0, 404);
}

#[tokio::test]
async fn the_author_of_the_status_is_told_and_replies_once() {
    let t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    status(&t, 1, &ana).await;
    let note = write(&t, &ben, 1).await;
    t.w.settle().await;
    let told = t.told.lock().unwrap().clone();
    assert_eq!((told.len(), told[0].to, told[0].kind), (1, ana.persona, NoticeKind::NoteWritten));
    let path = format!("/notes/{note}/reply");
    let by_other = t.post("ben", &path, json!({"reply": "Me."})).await;
    assert_eq!((by_other.0, &by_other.1["code"]), (403, &json!("not_status_author")));
    assert_eq!(t.post("ana", &path, json!({"reply": "I see."})).await.1["reply"], "I see.");
    let twice = t.post("ana", &path, json!({"reply": "And."})).await;
    assert_eq!((twice.0, &twice.1["code"]), (409, &json!("note_replied")));
    let page = t.get("ana", &format!("/notes/{note}?lang=fr"), "text/html").await;
    assert!(page.body.contains("Cette note est-elle utile"), "{}", page.body);
    let gone = t.post("ben", &format!("/notes/{note}/withdraw"), json!({})).await;
    assert_eq!((gone.0, &gone.1["notes"]), (200, &json!([])));
    assert_eq!(t.get("ana", &format!("/notes/{note}"), "application/json").await.status, 410);
}

#[tokio::test]
async fn a_credential_that_counts_no_longer_is_noticed_by_the_next_full_score() {
    let d = Divided::new().await;
    d.score().await;
    assert_eq!(found(&d.t, d.good).await, "helpful");
    let raters: Vec<_> = d.left.iter().chain(&d.right).map(|actor| actor.persona).collect();
    let changed = move |tx: &mut Tx<'_>| -> Result<()> {
        raters.iter().try_for_each(|&persona| outbox::emit(tx, &CredentialChanged { persona }))
    };
    d.t.w.db.write(changed).await.unwrap();
    d.t.w.settle().await;
    FullScore(commonround_identity::cards).score_all(&d.t.w.db).await.unwrap();
    let note = d.good;
    let why = d.t.w.db.read(move |tx| store::get(tx, note)).await.unwrap().why;
    assert_eq!((found(&d.t, note).await, is_beside(&d.t, 0).await), ("needs_more", false));
    assert!(why.holds.contains(&"too_few_groups".to_owned()), "{:?}", why.holds);
}
