use commonround_bridging::Tags;
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::{About, AboutKind, Note, Status};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Paging, Path, Routes, State, StatusCode, doc,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::json::{Listing, MayReview, NotePage, NotesPage, Shown, SourceNow};
use super::model::{NoteBody, NoteFields, StoredNote};
use super::pages::{self, LEVELS, REASONS};
use super::store::reviews;
use super::{RateNote, WriteNote, store};
use crate::Evidence;
use crate::hidden::must_see;

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/notes",
            list_notes,
            doc("list_notes", "Context notes that need ratings, newest first.")
                .auth(Auth::Confirmed)
                .paged()
                .answers::<NotesPage>(),
        )
        .get(
            "/statuses/{id}/notes",
            list_status_notes,
            doc("list_status_notes", "Context notes of a status, newest first.")
                .auth(Auth::Confirmed)
                .answers::<NotesPage>(),
        )
        .post(
            "/statuses/{id}/notes",
            write_note,
            doc("write_note", "Writes a context note to a status.")
                .auth(Auth::Confirmed)
                .takes::<NoteInput>()
                .answers::<NotePage>()
                .creates()
                .refuses(&["note_exists", "too_many_notes", "notes_found_unhelpful"]),
        )
        .get(
            "/notes/{id}",
            show_note,
            doc("show_note", "A context note, its sources, and why it is shown or not.")
                .answers::<NotePage>()
                .refuses(&["note_withdrawn"]),
        )
        .merge(acts())
}

fn acts() -> Routes<Evidence> {
    Routes::new()
        .post(
            "/notes/{id}/ratings",
            rate_note,
            doc("rate_note", "Rates a version of a context note.")
                .auth(Auth::Confirmed)
                .takes::<RatingInput>()
                .answers::<NotePage>()
                .refuses(&["own_note", "note_changed", "note_withdrawn"]),
        )
        .post(
            "/notes/{id}/edit",
            edit_note,
            doc("edit_note", "Writes the next version of a context note.")
                .auth(Auth::Confirmed)
                .takes::<NoteInput>()
                .answers::<NotePage>()
                .refuses(&["not_note_author", "note_changed", "note_withdrawn"]),
        )
        .post(
            "/notes/{id}/withdraw",
            withdraw_note,
            doc("withdraw_note", "Takes a context note back.")
                .auth(Auth::Confirmed)
                .answers::<NotesPage>()
                .refuses(&["not_note_author", "note_withdrawn"]),
        )
        .post(
            "/notes/{id}/reply",
            reply_to_note,
            doc("reply_to_note", "Answers a context note on one's own status, once.")
                .auth(Auth::Confirmed)
                .takes::<ReplyInput>()
                .answers::<NotePage>()
                .refuses(&["not_status_author", "note_replied", "note_withdrawn"]),
        )
}

/// A note as it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NoteInput {
    pub text: String,
    /// What it says of the status: `false`, `not_established` or `supported`.
    pub verdict: String,
    /// `guideline`, `high`, `moderate`, `low` or `very_low`.
    pub certainty: String,
    /// `guideline`, `systematic_review`, `trial`, `observational`, `case_report`, `laboratory` or
    /// `expert_opinion`.
    pub study: String,
    /// One address a line.
    pub sources: String,
    /// The version that an edit follows.
    pub version: String,
}

/// A rating as it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RatingInput {
    /// The version that was read.
    pub version: String,
    /// `helpful`, `somewhat_helpful` or `not_helpful`.
    pub level: String,
    /// Columns of the public layout, such as `helpfulClear`.
    pub tags: Vec<String>,
    /// `true` or `on` for an interest in what the note is about.
    pub conflicted: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReplyInput {
    pub reply: String,
}

impl NoteInput {
    fn body(&self) -> Result<NoteBody, Invalid> {
        NoteBody::parse(&NoteFields {
            text: &self.text,
            verdict: &self.verdict,
            certainty: &self.certainty,
            study: &self.study,
            sources: &self.sources,
        })
    }

    fn state(&self, invalid: &Invalid) -> FormState {
        let state = FormState::new().set("text", &self.text).set("sources", &self.sources);
        let state = state.set("verdict", &self.verdict).set("study", &self.study);
        state.set("certainty", &self.certainty).with(invalid.clone())
    }
}

impl RatingInput {
    fn parse(&self, note: Id<Note>) -> Result<RateNote> {
        let level = LEVELS.iter().find(|(word, ..)| *word == self.level);
        let level = level.ok_or_else(|| Error::invalid("level", "required"))?.1;
        let known = |raw: &String| {
            let found = REASONS.iter().find(|(tag, _)| tag.column() == raw);
            found.map(|(tag, _)| *tag).ok_or_else(|| Error::invalid("tags", "unknown"))
        };
        let tags: Tags = self.tags.iter().map(known).collect::<Result<_>>()?;
        let conflicted = matches!(self.conflicted.as_str(), "true" | "on");
        Ok(RateNote { note, version: version(&self.version)?, level, tags, conflicted })
    }
}

fn version(raw: &str) -> Result<u32> {
    raw.parse().map_err(|_| Error::invalid("version", "malformed"))
}

async fn list_notes(
    State(evidence): State<Evidence>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    let (ports, viewer) = (evidence.ports.clone(), caller.require()?.persona);
    let read = move |tx: &mut Tx<'_>| -> Result<Listing> {
        let mut found = store::waiting(tx, slice)?;
        let is_over = found.len() > slice.limit;
        found.truncate(slice.limit);
        let next = found.last().filter(|_| is_over).map(|note| note.id.to_string());
        let mut notes = Vec::new();
        for note in found {
            if ports.statuses.status_text(tx, Some(viewer), note.status)?.is_some() {
                notes.push(note);
            }
        }
        Ok(Listing { notes, next })
    };
    let list = evidence.db.read(read).await?;
    Ok(caller.show(|| NotesPage::of(&list), |ui| pages::waiting(ui, &list)))
}

async fn of_status(evidence: &Evidence, caller: &Caller, id: Id<Status>) -> Result<Listing> {
    let (ports, viewer) = (evidence.ports.clone(), caller.require()?.persona);
    let read = move |tx: &mut Tx<'_>| -> Result<Listing> {
        ports.statuses.status_text(tx, Some(viewer), id)?.ok_or(Error::NotFound)?;
        Ok(Listing { notes: store::of_status(tx, id)?, next: None })
    };
    evidence.db.read(read).await
}

async fn list_status_notes(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
) -> Answer {
    let list = of_status(&evidence, &caller, id).await?;
    let state = FormState::new();
    Ok(caller.show(|| NotesPage::of(&list), |ui| pages::of_status(ui, id, &list, &state)))
}

async fn write_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(status): Path<Id<Status>>,
    Input(input): Input<NoteInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let written = match input.body() {
        Ok(body) => {
            let cmd = WriteNote { status, body };
            evidence.db.write(move |tx| super::write_note(tx, &room, &actor, &cmd)).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match written {
        Ok(id) => done(&evidence, &caller, id, Done::created(pages::path(id))).await,
        Err(Error::Invalid(invalid)) => {
            let list = of_status(&evidence, &caller, status).await?;
            let state = input.state(&invalid);
            caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                pages::of_status(ui, status, &list, &state)
            })
        }
        Err(other) => Err(other.into()),
    }
}

async fn load(evidence: &Evidence, caller: &Caller, id: Id<Note>) -> Result<Shown> {
    let (room, actor) = (evidence.clone(), caller.actor().cloned());
    let read = move |tx: &mut Tx<'_>| -> Result<Shown> {
        let note = store::get(tx, id)?;
        let about = About { kind: AboutKind::Note, id: id.get() };
        must_see(tx, about, note.author, actor.as_ref())?;
        if note.withdrawn {
            return Err(Error::Gone("note_withdrawn"));
        }
        let viewer = actor.as_ref().map(|actor| actor.persona);
        let status = room.ports.statuses.status_text(tx, viewer, note.status)?;
        Ok(Shown {
            status_path: status.ok_or(Error::NotFound)?.path,
            sources: sources_now(tx, &room, id)?,
            history: store::history(tx, id)?,
            review: newest_review(tx, &room, &note)?,
            may: may_review(tx, &room, actor.as_ref(), &note)?,
            download_number: room.download.note_number(id),
            mine: viewer == Some(note.author),
            may_reply: viewer == Some(note.status_author) && note.reply.is_none(),
            signed_in: viewer.is_some(),
            note,
        })
    };
    evidence.db.read(read).await
}

fn sources_now(tx: &mut Tx<'_>, room: &Evidence, id: Id<Note>) -> Result<Vec<SourceNow>> {
    let mut found = Vec::new();
    for (_, source) in store::sources(tx, &[id.get()])? {
        let cited = room.citations.resolve(tx, &source.url)?;
        let (tier, retracted) =
            cited.map(|cited| (cited.tier, cited.retracted)).unwrap_or_default();
        found.push(SourceNow { source, tier, retracted });
    }
    Ok(found)
}

fn newest_review(
    tx: &mut Tx<'_>,
    room: &Evidence,
    note: &StoredNote,
) -> Result<Option<(reviews::Review, String)>> {
    let Some(newest) = reviews::of_note(tx, note.id, note.version)?.into_iter().next() else {
        return Ok(None);
    };
    let card = (room.ports.people)(tx, &[newest.persona])?.remove(&newest.persona);
    let name = card.filter(|card| !card.erased).map(|card| card.display_name);
    Ok(Some((newest, name.unwrap_or_default())))
}

/// What the page offers; the use cases decide.
fn may_review(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: Option<&Actor>,
    note: &StoredNote,
) -> Result<MayReview> {
    let Some(actor) = actor.filter(|_| note.awaits_review()) else {
        return Ok(MayReview::default());
    };
    let newest = reviews::of_note(tx, note.id, note.version)?.into_iter().next();
    let is_open = newest.is_some_and(|one| one.decided.is_none());
    let card = (room.ports.people)(tx, &[actor.persona])?.remove(&actor.persona);
    let is_verified = card.is_some_and(|card| card.standing.is_verified());
    let is_party = actor.persona == note.author || actor.persona == note.status_author;
    let vouch = is_verified && !is_open && !is_party;
    Ok(MayReview { vouch, decide: actor.moderator && is_open })
}

async fn show_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    let state = FormState::new();
    Ok(caller.show(|| NotePage::of(&shown), |ui| pages::one(ui, &shown, &state)))
}

async fn done(evidence: &Evidence, caller: &Caller, id: Id<Note>, done: Done) -> Answer {
    let shown = load(evidence, caller, id).await?;
    Ok(caller.done(done.saying("evidence-notice-note-noted"), || NotePage::of(&shown)))
}

/// The note again with what is wrong; any other refusal goes its way.
pub(super) async fn answer(
    evidence: &Evidence,
    caller: &Caller,
    id: Id<Note>,
    result: Result<()>,
    state: impl FnOnce(&Invalid) -> FormState,
) -> Answer {
    match result {
        Ok(()) => done(evidence, caller, id, Done::to(pages::path(id))).await,
        Err(Error::Invalid(invalid)) => {
            let (shown, state) = (load(evidence, caller, id).await?, state(&invalid));
            caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                pages::one(ui, &shown, &state)
            })
        }
        Err(other) => Err(other.into()),
    }
}

async fn rate_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Input(input): Input<RatingInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let rated = match input.parse(id) {
        Ok(cmd) => evidence.db.write(move |tx| super::rate_note(tx, &room, &actor, &cmd)).await,
        Err(refused) => Err(refused),
    };
    let state = |wrong: &Invalid| FormState::new().set("level", &input.level).with(wrong.clone());
    answer(&evidence, &caller, id, rated, state).await
}

async fn edit_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Input(input): Input<NoteInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let parsed = version(&input.version).and_then(|n| Ok((n, input.body()?)));
    let edited = match parsed {
        Ok((n, body)) => {
            let write = move |tx: &mut Tx<'_>| super::edit_note(tx, &room, &actor, (id, n), &body);
            evidence.db.write(write).await
        }
        Err(refused) => Err(refused),
    };
    answer(&evidence, &caller, id, edited, |wrong| input.state(wrong)).await
}

async fn withdraw_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
) -> Answer {
    let actor = caller.require()?.clone();
    let write = move |tx: &mut Tx<'_>| {
        super::withdraw_note(tx, &actor, id)?;
        let status = store::get(tx, id)?.status;
        Ok((status, Listing { notes: store::of_status(tx, status)?, next: None }))
    };
    let (status, list) = evidence.db.write(write).await?;
    let to = Done::to(format!("/statuses/{status}/notes"));
    Ok(caller.done(to, || NotesPage::of(&list)))
}

async fn reply_to_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Input(input): Input<ReplyInput>,
) -> Answer {
    let (actor, said) = (caller.require()?.clone(), input.reply.clone());
    let write = move |tx: &mut Tx<'_>| super::reply_to_note(tx, &actor, id, &said);
    let replied = evidence.db.write(write).await;
    let state = |wrong: &Invalid| FormState::new().set("reply", &input.reply).with(wrong.clone());
    answer(&evidence, &caller, id, replied, state).await
}
