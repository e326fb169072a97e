use axum::http::HeaderMap;
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::Status;
use commonround_web::State;
use commonround_web::components::FormState;
use commonround_web::{
    Answer, Caller, Done, Input, LimitClass, Nothing, Patch, Path, Query, StatusCode, Ui,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cards::StatusCard;
use crate::compose::Draft;
use crate::model::DisclosureFields;
use crate::publish_status::{Fields, Published, Submission};
use crate::{Commons, Viewer, api, timeline, views};

/// A status as a browser or a program sends it. Empty or left out: not chosen.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StatusInput {
    /// Markdown, at most 5,000 characters.
    pub text: String,
    /// What to know before reading on, at most 200 characters.
    pub content_warning: String,
    /// A code such as `en`; else it is detected.
    pub language: String,
    /// `public`, `quiet` or `followers`; else as the profile says. Not wider than the parent's.
    pub visibility: String,
    /// The id of the status it answers.
    pub in_reply_to: String,
    /// `personal_story`, `question`, `professional_information`, `service_notice` or
    /// `advertising`; else it is suggested.
    pub disclosure: String,
    /// For professional information: `source` or `clinical_experience`.
    pub basis: String,
    /// For professional information; else the first link in the text.
    pub source_url: String,
    /// For advertising: who pays.
    pub funded_by: String,
    /// Names this submission; the header `Idempotency-Key` does the same.
    pub idempotency_key: String,
}

impl StatusInput {
    fn fields<'a>(&'a self, key: &'a str) -> Fields<'a> {
        Fields {
            text: &self.text,
            content_warning: &self.content_warning,
            language: &self.language,
            visibility: &self.visibility,
            in_reply_to: &self.in_reply_to,
            disclosure: DisclosureFields {
                kind: &self.disclosure,
                basis: &self.basis,
                source_url: &self.source_url,
                funded_by: &self.funded_by,
                first_link: None,
            },
            idempotency_key: key,
        }
    }

    fn state(&self) -> FormState {
        FormState::new()
            .set("text", &self.text)
            .set("content_warning", &self.content_warning)
            .set("language", &self.language)
            .set("visibility", &self.visibility)
            .set("disclosure", &self.disclosure)
            .set("basis", &self.basis)
            .set("source_url", &self.source_url)
            .set("funded_by", &self.funded_by)
    }
}

/// What the form starts from.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewStatusQuery {
    /// The id of the status to answer.
    pub in_reply_to: String,
    /// Words that stand in the form already.
    pub text: String,
}

pub async fn new_status(
    State(commons): State<Commons>,
    caller: Caller,
    Query(query): Query<NewStatusQuery>,
) -> Answer {
    let parent = match query.in_reply_to.as_str() {
        "" => None,
        id => Some(id.parse::<Id<Status>>().map_err(Error::from)?),
    };
    let draft = draft(&commons, caller.require()?.clone(), parent).await?;
    let json = || api::Draft {
        widest: draft.widest,
        visibility: draft.visibility,
        in_reply_to_id: draft.reply_to.as_ref().map(|card| card.id),
        idempotency_key: draft.idempotency_key.clone(),
    };
    let state = FormState::new().set("text", &query.text);
    Ok(caller.show(json, |ui| views::composer_page(ui, &draft, &state)))
}

async fn draft(commons: &Commons, actor: Actor, parent: Option<Id<Status>>) -> Result<Draft> {
    let neighbours = commons.neighbours.clone();
    commons.db.read_inline(move |tx| Draft::fresh(tx, &neighbours, &actor, parent)).await
}

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
    let said = match Submission::parse(&actor, &input.fields(key)) {
        Ok(said) => said,
        Err(invalid) => {
            return asked_again(&commons, &caller, &input, Error::Invalid(invalid)).await;
        }
    };
    let kind = said.kind();
    let author = actor.clone();
    let write = move |tx: &mut Tx<'_>| crate::publish_status(tx, &actor, &said);
    match commons.db.write(write).await {
        Ok(published) => answer(&commons, &caller, author, published, kind).await,
        Err(error) => asked_again(&commons, &caller, &input, error).await,
    }
}

async fn answer(
    commons: &Commons,
    caller: &Caller,
    author: Actor,
    published: Published,
    kind: crate::model::Kind,
) -> Answer {
    let neighbours = commons.neighbours.clone();
    let read = move |tx: &mut Tx<'_>| {
        let card = timeline::one(tx, &neighbours, Viewer::of(Some(&author)), published.status)?;
        let parent = card.answered.as_ref().map(|answered| answered.status);
        let parent = parent
            .map(|id| timeline::one(tx, &neighbours, Viewer::of(Some(&author)), id))
            .transpose()?;
        let usual = crate::compose::author_settings(tx, &author)?.default_visibility;
        Ok((card, Draft::new(tx.env(), usual, parent)))
    };
    let (card, next) = commons.db.read_inline(read).await?;
    let said = views::published_key(kind);
    let done = if published.new { Done::created(card.path()) } else { Done::to(card.path()) };
    let patch = |ui: &Ui<'_>| shown_at_once(ui, &card, &next).toast(ui.t(said));
    Ok(caller.done_patch(done.saying(said), || api::Status::from(&card), patch))
}

/// Brings what was published onto the page it was written on, and an empty form.
fn shown_at_once(ui: &Ui<'_>, card: &StatusCard, next: &Draft) -> Patch {
    let patch = match &next.reply_to {
        Some(parent) => Patch::new()
            .append(&views::below_target(parent.id), views::reply(ui, card))
            .replace(&views::actions_target(parent.id), views::actions(ui, parent)),
        None => Patch::new().prepend(views::FEED_TARGET, views::status_card(ui, card)),
    };
    patch.replace(views::COMPOSER_TARGET, views::composer(ui, next))
}

/// The form again with what was written, where something was wrong with it.
async fn asked_again(
    commons: &Commons,
    caller: &Caller,
    input: &StatusInput,
    error: Error,
) -> Answer {
    let parent = input.in_reply_to.parse::<Id<Status>>().ok();
    let Ok(draft) = draft(commons, caller.require()?.clone(), parent).await else {
        return Err(error.into());
    };
    let invalid = match &error {
        Error::Invalid(invalid) => invalid.clone(),
        Error::Conflict(code) => Invalid::new("", code),
        _ => return Err(error.into()),
    };
    let state = input.state().with(invalid.clone());
    let page = |ui: &Ui<'_>| views::composer_page(ui, &draft, &state);
    match error {
        Error::Invalid(_) => caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, page),
        other => caller.refused_with(other, page),
    }
}

pub async fn delete_status(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
) -> Answer {
    let actor = caller.require()?.clone();
    commons.db.write(move |tx| crate::delete_status(tx, &actor, id)).await?;
    let done = Done::to("/").saying("commons-notice-deleted");
    let patch = |ui: &Ui<'_>| {
        Patch::new().remove(&views::card_target(id)).toast(ui.t("commons-notice-deleted"))
    };
    Ok(caller.done_patch(done, Nothing::default, patch))
}
