//! Routes of second looks at notes that professionals called incorrect.

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Invalid, Result};
use commonround_vocabulary::Note;
use commonround_web::{Answer, Auth, Caller, FormState, Input, Path, Routes, State, doc};
use schemars::JsonSchema;
use serde::Deserialize;

use super::json::{Listing, NotePage, NotesPage};
use super::review_note::{Outcome, ReviewReason};
use super::store::reviews;
use super::web::answer;
use super::{review_pages, store};
use crate::Evidence;

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/notes/reviews",
            list_reviews,
            doc("list_note_reviews", "Notes on which a moderator has to decide, oldest first.")
                .auth(Auth::Moderator)
                .answers::<NotesPage>(),
        )
        .post(
            "/notes/{id}/review",
            vouch_for_note,
            doc("vouch_for_note", "Says that a note is right which professionals call incorrect.")
                .auth(Auth::Confirmed)
                .takes::<VouchInput>()
                .answers::<NotePage>()
                .refuses(&[
                    "not_verified",
                    "not_in_review",
                    "review_party",
                    "same_profession",
                    "review_open",
                    "note_withdrawn",
                ]),
        )
        .post(
            "/notes/{id}/review/decide",
            decide_review,
            doc(
                "decide_note_review",
                "Lets a note go on that professionals call incorrect, or not.",
            )
            .auth(Auth::Moderator)
            .takes::<DecisionInput>()
            .answers::<NotePage>()
            .refuses(&["not_in_review", "review_party", "note_withdrawn"]),
        )
}

/// Why a note is right.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct VouchInput {
    pub reason: String,
}

/// What a moderator decides.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DecisionInput {
    /// `lift` or `keep`.
    pub verdict: String,
    pub reason: String,
}

impl DecisionInput {
    fn parse(&self) -> Result<(Outcome, ReviewReason)> {
        let mut wrong = Invalid::default();
        let outcome = wrong.take(Outcome::parse(&self.verdict));
        let reason = wrong.take(ReviewReason::parse(&self.reason));
        match (outcome, reason) {
            (Some(outcome), Some(reason)) => Ok((outcome, reason)),
            _ => Err(wrong.into()),
        }
    }
}

async fn list_reviews(State(evidence): State<Evidence>, caller: Caller) -> Answer {
    let read = |tx: &mut Tx<'_>| -> Result<Listing> {
        let ids = reviews::open(tx)?;
        let notes = ids.into_iter().map(|id| store::get(tx, id)).collect::<Result<_>>()?;
        Ok(Listing { notes, next: None })
    };
    let list = evidence.db.read(read).await?;
    Ok(caller.show(|| NotesPage::of(&list), |ui| review_pages::queue(ui, &list)))
}

async fn vouch_for_note(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Input(input): Input<VouchInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let done = match ReviewReason::parse(&input.reason) {
        Ok(reason) => {
            let write =
                move |tx: &mut Tx<'_>| super::vouch_for_note(tx, &room, &actor, id, &reason);
            evidence.db.write(write).await
        }
        Err(invalid) => Err(Error::from(invalid)),
    };
    let state = |wrong: &Invalid| FormState::new().set("reason", &input.reason).with(wrong.clone());
    answer(&evidence, &caller, id, done, state).await
}

async fn decide_review(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Note>>,
    Input(input): Input<DecisionInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let done = match input.parse() {
        Ok((outcome, reason)) => {
            let write = move |tx: &mut Tx<'_>| {
                super::decide_review(tx, &room, &actor, id, (outcome, &reason))
            };
            evidence.db.write(write).await
        }
        Err(refused) => Err(refused),
    };
    let state = |wrong: &Invalid| {
        let state = FormState::new().set("verdict", &input.verdict).set("reason", &input.reason);
        state.with(wrong.clone())
    };
    answer(&evidence, &caller, id, done, state).await
}
