//! Publishing: parse, let the gate look, write, answer. Words that need another look come back with
//! the form; whoever takes no reply has a card in its place.

use axum::http::HeaderMap;
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::Status;
use commonround_web::{
    Answer, Caller, Done, Input, LimitClass, Markup, Nothing, Patch, State, StatusCode, Ui, Wants,
};

use super::statuses::{StatusInput, draft};
use crate::cards::StatusCard;
use crate::compose::Draft;
use crate::gate::{Closed, Verdict, Without, Words};
use crate::model::Kind;
use crate::publish_status::{Published, Submission};
use crate::{Commons, Viewer, api, timeline, views};

pub async fn publish_status(
    State(commons): State<Commons>,
    caller: Caller,
    headers: HeaderMap,
    Input(input): Input<StatusInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    commons.limiter.check(LimitClass::Publish, &caller.limit_key())?;
    let key = match headers.get("idempotency-key") {
        Some(key) => key.to_str().map_err(|_| Error::invalid("idempotency_key", "malformed"))?,
        None => &input.idempotency_key,
    };
    let parsed = input.takes_out().and_then(|out| {
        Submission::parse(&actor, &input.fields(key)).map(|submission| (out, submission))
    });
    let (takes_out, said) = match parsed {
        Ok(parsed) => parsed,
        Err(invalid) => {
            return asked_again(&commons, &caller, &input, Error::Invalid(invalid)).await;
        }
    };
    let verdict = look(&commons, &caller, &actor, &input).await?;
    if takes_out {
        return taken_out(&commons, &caller, &actor, input, verdict).await;
    }
    if !verdict.may_post {
        return held(&commons, &caller, &input, &verdict).await;
    }
    let (kind, author, gate) = (said.kind(), actor.clone(), commons.gate.clone());
    let write = move |tx: &mut Tx<'_>| crate::publish_status(tx, &gate, &actor, &said);
    match commons.db.write(write).await {
        Ok(published) => answer(&commons, &caller, author, published, kind, &verdict).await,
        Err(error) => asked_again(&commons, &caller, &input, error).await,
    }
}

/// Outside of the unit that writes: looking is slow beside it.
async fn look(
    commons: &Commons,
    caller: &Caller,
    actor: &Actor,
    input: &StatusInput,
) -> Result<Verdict> {
    let (gate, actor, lang) = (commons.gate.clone(), actor.clone(), caller.lang());
    let words = [&input.text, &input.content_warning, &input.confirm].map(Clone::clone);
    let read = move |tx: &mut Tx<'_>| {
        let [text, content_warning, confirmed] = &words;
        gate.look(tx, &actor, &Words { text, content_warning, confirmed, lang })
    };
    commons.db.read(read).await
}

async fn answer(
    commons: &Commons,
    caller: &Caller,
    author: Actor,
    published: Published,
    kind: Kind,
    verdict: &Verdict,
) -> Answer {
    let (neighbours, gate) = (commons.neighbours.clone(), commons.gate.clone());
    let read = move |tx: &mut Tx<'_>| {
        let viewer = Viewer::of(Some(&author));
        let card = timeline::one(tx, &neighbours, viewer, published.status)?;
        let parent = card.answered.as_ref().map(|answered| answered.status);
        let parent = parent.map(|id| timeline::one(tx, &neighbours, viewer, id)).transpose()?;
        let next = Draft::over(tx, &gate, &author, parent)?;
        Ok((card, next))
    };
    let (card, next) = commons.db.read_inline(read).await?;
    let said = views::published_key(kind);
    if let (Wants::Page, Some(help)) = (caller.wants(), &verdict.after) {
        let page = |ui: &Ui<'_>| views::posted_page(ui, &card, ui.t(said), &help.draw(ui));
        return Ok(caller.show(Nothing::default, page));
    }
    let done = if published.new { Done::created(card.path()) } else { Done::to(card.path()) };
    let json = || api::Published { status: (&card).into(), crisis_help: verdict.help.as_ref() };
    let patch = |ui: &Ui<'_>| {
        let help = verdict.after.as_ref().map(|help| help.draw(ui)).unwrap_or_default();
        shown_at_once(ui, &card, &next, &help).toast(ui.t(said))
    };
    Ok(caller.done_patch(done.saying(said), json, patch))
}

/// Brings what was published onto the page it was written on, and an empty form.
fn shown_at_once(ui: &Ui<'_>, card: &StatusCard, next: &Draft, help: &Markup) -> Patch {
    let patch = match &next.reply_to {
        Some(parent) => Patch::new()
            .append(&views::below_target(parent.id), views::reply(ui, card))
            .replace(&views::actions_target(parent.id), views::actions(ui, parent)),
        None => Patch::new().prepend(views::FEED_TARGET, views::status_card(ui, card)),
    };
    patch.replace(views::COMPOSER_TARGET, views::composer_below(ui, next, help))
}

/// The form with what was written, and what the author should know of it.
async fn held(
    commons: &Commons,
    caller: &Caller,
    input: &StatusInput,
    verdict: &Verdict,
) -> Answer {
    let draft = draft_of(commons, caller, input).await?;
    if let Some(closed) = &draft.closed {
        return Ok(not_taken(caller, &draft, input, closed));
    }
    let state = input.state();
    Ok(caller.refused_more(
        StatusCode::UNPROCESSABLE_ENTITY,
        code_of(verdict),
        || api::PublishRefusal::held(&caller.ui(), verdict),
        |ui| views::composer_page(ui, &draft, &state, &verdict.before.draw(ui)),
        |ui| Patch::new().errors(verdict.before.draw(ui)),
    ))
}

const fn code_of(verdict: &Verdict) -> &'static str {
    if verdict.is_final { "words_refused" } else { "confirmation_needed" }
}

/// The form with the words that are left, for the author to read again. Nothing is published.
async fn taken_out(
    commons: &Commons,
    caller: &Caller,
    actor: &Actor,
    input: StatusInput,
    verdict: Verdict,
) -> Answer {
    let as_it_is =
        Without { text: input.text.clone(), content_warning: input.content_warning.clone() };
    let left = verdict.without.unwrap_or(as_it_is);
    let (text, content_warning) = (left.text.clone(), left.content_warning.clone());
    let input = StatusInput { text, content_warning, confirm: String::new(), ..input };
    let verdict = look(commons, caller, actor, &input).await?;
    let draft = draft_of(commons, caller, &input).await?;
    let state = input.state();
    let above = |ui: &Ui<'_>| match verdict.may_post {
        true => views::taken_out(ui),
        false => verdict.before.draw(ui),
    };
    Ok(caller.refused_more(
        StatusCode::UNPROCESSABLE_ENTITY,
        if verdict.may_post { "words_taken_out" } else { code_of(&verdict) },
        || api::PublishRefusal::taken_out(&caller.ui(), &verdict, left),
        |ui| views::composer_page(ui, &draft, &state, &above(ui)),
        |ui| {
            let form = views::composer_again(ui, &draft, &state, &above(ui));
            Patch::new().replace(views::COMPOSER_TARGET, form)
        },
    ))
}

/// The form again with what was written, where something was wrong with it.
async fn asked_again(
    commons: &Commons,
    caller: &Caller,
    input: &StatusInput,
    error: Error,
) -> Answer {
    let Ok(draft) = draft_of(commons, caller, input).await else {
        return Err(error.into());
    };
    let invalid = match &error {
        Error::Invalid(invalid) => invalid.clone(),
        Error::Conflict(code) => Invalid::new("", code),
        Error::Denied(code) => match &draft.closed {
            Some(closed) if closed.code == *code => {
                return Ok(not_taken(caller, &draft, input, closed));
            }
            _ => return Err(error.into()),
        },
        _ => return Err(error.into()),
    };
    let state = input.state().with(invalid.clone());
    let page = |ui: &Ui<'_>| views::composer_page(ui, &draft, &state, &Markup::default());
    match error {
        Error::Invalid(_) => caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, page),
        other => caller.refused_with(other, page),
    }
}

/// Whoever is answered takes no reply: where to ask instead, and the words to take along.
fn not_taken(
    caller: &Caller,
    draft: &Draft,
    input: &StatusInput,
    closed: &Closed,
) -> axum::response::Response {
    let state = input.state();
    caller.refused_more(
        StatusCode::FORBIDDEN,
        closed.code,
        || api::PublishRefusal::closed(closed),
        |ui| views::composer_page(ui, draft, &state, &views::not_taken(ui, closed)),
        |ui| Patch::new().errors(views::not_taken(ui, closed)),
    )
}

async fn draft_of(commons: &Commons, caller: &Caller, input: &StatusInput) -> Result<Draft> {
    let parent = input.in_reply_to.parse::<Id<Status>>().ok();
    draft(commons, caller.require()?.clone(), parent).await
}
