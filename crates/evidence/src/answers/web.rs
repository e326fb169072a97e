use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commonround_db::Tx;
use commonround_identity::NameCard;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::{About, AboutKind, AnswerCard};
use commonround_web::{
    Answer, Auth, Caller, Done, Input, Path, Query, Routes, State, StatusCode, doc,
};

use super::desk::{again, load_desk, show_draft};
use super::input::{AnswerInput, DeskQuery};
use super::model::AnswerBody;
use super::pages::{self, AnswerInfo, ClaimReview, DeskInfo, Shown};
use super::publish_answer::{self as publish, Publish};
use super::{pictures, reach, standing, store};
use crate::Evidence;
use crate::claims::store as claims;
use crate::hidden::must_see;

pub fn routes() -> Routes<Evidence> {
    reading(
        Routes::new()
            .get(
                "/answer",
                show_desk,
                doc(
                    "show_answer_desk",
                    "Facts and earlier claims that fit a claim, to answer it once.",
                )
                .auth(Auth::Confirmed)
                .query::<DeskQuery>()
                .answers::<DeskInfo>(),
            )
            .post(
                "/answer",
                publish_answer,
                doc(
                    "publish_answer",
                    "Publishes an answer in both languages under the caller's name.",
                )
                .auth(Auth::Confirmed)
                .takes::<AnswerInput>()
                .answers::<AnswerInfo>()
                .creates()
                .refuses(&["not_verified"]),
            )
            .post(
                "/answer/draft",
                show_draft,
                doc(
                    "show_answer_draft",
                    "The desk with what is written so far, and how the card will look. Nothing is kept.",
                )
                .auth(Auth::Confirmed)
                .takes::<AnswerInput>()
                .answers::<DeskInfo>(),
            )
            .post(
                "/answers/{id}",
                edit_answer,
                doc(
                    "edit_answer",
                    "Writes the next version of an answer; the earlier ones are kept.",
                )
                .auth(Auth::Confirmed)
                .takes::<AnswerInput>()
                .answers::<AnswerInfo>()
                .refuses(&["not_verified", "not_author", "answer_changed"]),
            )
            .get(
                "/answers/{id}/edit",
                show_edit,
                doc("show_answer_form", "An answer of the caller's, to be written anew.")
                    .auth(Auth::Confirmed)
                    .query::<DeskQuery>()
                    .answers::<AnswerInfo>()
                    .refuses(&["not_author"]),
            ),
    )
}

fn reading(routes: Routes<Evidence>) -> Routes<Evidence> {
    routes
        .get(
            "/answers/{id}",
            show_answer,
            doc(
                "show_answer",
                "An answer: the claim, what the evidence says, who says so, on what it stands.",
            )
            .answers::<AnswerInfo>(),
        )
        .get(
            "/answers/{id}/claim-review",
            show_claim_review,
            doc("show_claim_review", "An answer as schema.org's ClaimReview, for search engines.")
                .plain("application/ld+json"),
        )
        .get(
            "/answers/{id}/card.png",
            show_card,
            doc("show_answer_card", "The picture of an answer, 1200 by 630, for sharing it.")
                .plain("image/png"),
        )
}

async fn show_desk(
    State(evidence): State<Evidence>,
    caller: Caller,
    Query(query): Query<DeskQuery>,
) -> Answer {
    let query = query.sorted();
    let input = AnswerInput { link: query.link.clone(), ..AnswerInput::default() };
    let desk = load_desk(&evidence, &caller, query, input, None).await?;
    Ok(caller.show(|| DeskInfo::of(&desk), |ui| pages::desk(ui, &desk, &Invalid::default())))
}

async fn publish_answer(
    State(evidence): State<Evidence>,
    caller: Caller,
    Input(input): Input<AnswerInput>,
) -> Answer {
    let (actor, input) = (caller.require()?.clone(), input.sorted());
    let published = match input.parse() {
        Ok(cmd) => publish_now(&evidence, actor, cmd).await,
        Err(refused) => Err(refused),
    };
    match published {
        Ok(id) => done(&evidence, &caller, id, true).await,
        Err(error) => again(&evidence, &caller, error, input, None).await,
    }
}

async fn publish_now(evidence: &Evidence, actor: Actor, cmd: Publish) -> Result<Id<AnswerCard>> {
    let room = evidence.clone();
    let write = move |tx: &mut Tx<'_>| publish::publish_answer(tx, &room, &actor, &cmd);
    evidence.db.write(write).await
}

async fn edit_answer(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<AnswerCard>>,
    Input(input): Input<AnswerInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let edited = match AnswerBody::parse(&input.fields()) {
        Ok(body) => {
            let write = move |tx: &mut Tx<'_>| publish::edit_answer(tx, &room, &actor, id, &body);
            evidence.db.write(write).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match edited {
        Ok(()) => done(&evidence, &caller, id, false).await,
        Err(error) => again(&evidence, &caller, error, input, Some(id)).await,
    }
}

async fn done(evidence: &Evidence, caller: &Caller, id: Id<AnswerCard>, is_new: bool) -> Answer {
    let shown = load(evidence, caller, id).await?;
    let path = format!("/answers/{id}");
    let done = if is_new { Done::created(path) } else { Done::to(path) };
    Ok(caller.done(done.saying("evidence-answer-published"), || AnswerInfo::of(&shown)))
}

async fn show_edit(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<AnswerCard>>,
    Query(query): Query<DeskQuery>,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    if !shown.mine {
        return Err(Error::Denied("not_author").into());
    }
    let input = pages::as_input(&shown);
    let query = DeskQuery { q: query.q, ..input.query() };
    let desk = load_desk(&evidence, &caller, query, input, Some(id)).await?;
    Ok(caller.show(|| AnswerInfo::of(&shown), |ui| pages::desk(ui, &desk, &Invalid::default())))
}

async fn load(evidence: &Evidence, caller: &Caller, id: Id<AnswerCard>) -> Result<Shown> {
    let (citations, people) = (evidence.citations.clone(), evidence.ports.people);
    let actor = caller.actor().cloned();
    let viewer = actor.as_ref().map(|actor| actor.persona);
    let read = move |tx: &mut Tx<'_>| -> Result<Shown> {
        let answer = store::get(tx, id)?;
        let about = About { kind: AboutKind::Answer, id: id.get() };
        must_see(tx, about, answer.author, actor.as_ref())?;
        let claim = claims::get(tx, answer.claim)?;
        let author: Option<NameCard> = people(tx, &[answer.author])?.remove(&answer.author);
        let sources = standing::sources(tx, &citations, &answer.body.sources)?;
        let views = reach::rounded(store::views(tx, id)?);
        Ok(Shown { mine: viewer == Some(answer.author), answer, claim, author, sources, views })
    };
    evidence.db.read(read).await
}

async fn show_answer(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<AnswerCard>>,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    if !shown.mine {
        evidence.reach.viewed(&evidence.db, id, caller.now()).await?;
    }
    Ok(caller.show(|| AnswerInfo::of(&shown), |ui| pages::one(ui, &shown)))
}

async fn show_claim_review(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<AnswerCard>>,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    let review = ClaimReview::of(&caller.ui(), &shown);
    let json = serde_json::to_string(&review).map_err(Error::fault)?;
    Ok(([("content-type", "application/ld+json")], json).into_response())
}

async fn show_card(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<AnswerCard>>,
    headers: HeaderMap,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    let words = pages::card_words(&caller.ui(), &shown);
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&pictures::mark(&words)[..16]));
    let kept = [("cache-control", "public, max-age=300".to_owned()), ("etag", tag.clone())];
    if headers.get("if-none-match").is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let png = evidence.pictures.png(words).await?;
    Ok((kept, [("content-type", "image/png")], png).into_response())
}
