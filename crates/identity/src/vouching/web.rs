//! Routes: read the input, call the use case, show what came of it.

use commonround_kernel::{Error, Id, Timestamp};
use commonround_vocabulary::{CredentialClaim, Vouch};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Query, Routes, State, doc,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{VouchRow, Word};
use super::reads::Asked;
use super::{ask_vouch, end_vouch, give_vouch, reads, views};
use crate::cards::NameCard;
use crate::credentials::claim_again;
use crate::identity::Identity;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/credentials/{id}/vouches",
            ask_colleague,
            doc("ask_colleague", "Asks a verified colleague of the same profession to vouch.")
                .auth(Auth::Session)
                .takes::<AskInput>()
                .answers::<AskedColleague>()
                .creates()
                .refuses(&[
                    "invalid",
                    "email_unconfirmed",
                    "vouch_not_needed",
                    "vouch_self",
                    "vouch_not_colleague",
                    "vouch_mutual",
                    "vouch_asked",
                    "too_many_vouches",
                ]),
        )
        .get(
            "/settings/vouching",
            list_vouches,
            doc("list_vouches", "What colleagues ask of you, and whom you vouch for.")
                .auth(Auth::Session)
                .query::<VouchQuery>()
                .answers::<Vouches>(),
        )
        .post(
            "/settings/vouching/{id}/give",
            give_vouch,
            doc("give_vouch", "Vouches for a colleague, and says how you know them.")
                .auth(Auth::Session)
                .takes::<WordInput>()
                .answers::<Nothing>()
                .refuses(&[
                    "invalid",
                    "email_unconfirmed",
                    "vouch_answered",
                    "vouch_expired",
                    "vouch_not_needed",
                    "vouch_self",
                    "vouch_not_colleague",
                    "vouch_mutual",
                    "vouch_limit",
                ]),
        )
        .post(
            "/settings/vouching/{id}/decline",
            decline_vouch,
            doc("decline_vouch", "Does not vouch. The colleague is not told.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["vouch_answered", "vouch_expired"]),
        )
        .post(
            "/settings/vouching/{id}/end",
            end_vouch,
            doc("end_vouch", "Takes a word back, or gives one back: at once, for both sides.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["vouch_ended"]),
        )
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct AskInput {
    /// A handle.
    person: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct VouchQuery {
    /// The question that the page opens.
    answer: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct WordInput {
    /// `work_together`, `worked_together`, `trained_together` or `supervised`.
    known: String,
    /// Where and when, for example.
    words: String,
}

#[derive(Serialize, JsonSchema)]
struct AskedColleague {
    id: Id<Vouch>,
}

#[derive(Serialize, JsonSchema)]
struct Vouches {
    /// Questions that wait.
    waiting: Vec<VouchInfo>,
    given: Vec<VouchInfo>,
}

/// A vouch, for the colleague who is asked.
#[derive(Serialize, JsonSchema)]
struct VouchInfo {
    id: Id<Vouch>,
    /// The handle of who asks.
    person: String,
    profession: String,
    known: Option<&'static str>,
    words: Option<String>,
    asked_at: Timestamp,
    given_at: Option<Timestamp>,
}

impl VouchInfo {
    fn of((row, who): &(VouchRow, NameCard)) -> Self {
        Self {
            id: row.id,
            person: who.handle.clone(),
            profession: row.profession.clone(),
            known: row.known.map(|known| known.as_str()),
            words: row.words.clone(),
            asked_at: row.asked_at,
            given_at: row.given_at,
        }
    }
}

impl Vouches {
    fn of(asked: &Asked) -> Self {
        Self {
            waiting: asked.waiting.iter().map(VouchInfo::of).collect(),
            given: asked.given.iter().map(VouchInfo::of).collect(),
        }
    }
}

const MINE: &str = "/settings/vouching";

async fn ask_colleague(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<AskInput>,
) -> Answer {
    match ask_vouch::ask_vouch(&identity, caller.require()?, id, &form.person).await {
        Ok(vouch) => {
            let done = Done::created(format!("/settings/credentials/{id}"));
            let done = done.saying("identity-vouch-notice-asked");
            Ok(caller.done(done, || AskedColleague { id: vouch }))
        }
        Err(error) => {
            let state = FormState::new().set("person", &form.person);
            claim_again(&identity, &caller, id, error, state).await
        }
    }
}

async fn list_vouches(
    State(identity): State<Identity>,
    caller: Caller,
    Query(query): Query<VouchQuery>,
) -> Answer {
    let asked = reads::asked(&identity, caller.require()?).await?;
    let state = FormState::new().set("vouch", opened(&asked, &query.answer));
    Ok(caller.show(|| Vouches::of(&asked), |ui| views::page(ui, &asked, &state)))
}

/// The question that is open: the one asked for, or the only one.
fn opened(asked: &Asked, wanted: &str) -> String {
    match asked.waiting.as_slice() {
        [(only, _)] => only.id.to_string(),
        _ => wanted.to_owned(),
    }
}

async fn give_vouch(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Vouch>>,
    Input(form): Input<WordInput>,
) -> Answer {
    let actor = caller.require()?;
    let given = match Word::parse(&form.known, &form.words) {
        Ok(word) => give_vouch::give_vouch(&identity, actor, id, word).await,
        Err(invalid) => Err(Error::from(invalid)),
    };
    match given {
        Ok(()) => {
            let done = Done::to(MINE).saying("identity-vouch-notice-given");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => {
            let asked = reads::asked(&identity, actor).await?;
            let state = FormState::new().set("known", &form.known).set("words", &form.words);
            let state = state.set("vouch", id.to_string());
            form_again(&caller, error, |ui, invalid| views::page(ui, &asked, &state.with(invalid)))
        }
    }
}

async fn decline_vouch(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Vouch>>,
) -> Answer {
    end_vouch::decline_vouch(&identity, caller.require()?, id).await?;
    Ok(caller.done(Done::to(MINE).saying("identity-vouch-notice-declined"), || Nothing {}))
}

async fn end_vouch(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Vouch>>,
) -> Answer {
    end_vouch::end_vouch(&identity, caller.require()?, id).await?;
    Ok(caller.done(Done::to(MINE).saying("identity-vouch-notice-ended"), || Nothing {}))
}
