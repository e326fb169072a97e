use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::Status;
use commonround_web::components::FormState;
use commonround_web::{Answer, Caller, Done, Markup, Nothing, Patch, Path, Query, State, Ui};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::compose::Draft;
use crate::model::DisclosureFields;
use crate::publish_status::Fields;
use crate::{Commons, api, views};

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
    /// Confirms what the refusal `confirmation_needed` found: its `confirm`.
    pub confirm: String,
    /// `all`: answers with the words without what can be taken out, and publishes nothing.
    pub redact: String,
}

impl StatusInput {
    /// Whether the author asks for the words without what can be taken out.
    pub fn takes_out(&self) -> Result<bool, Invalid> {
        match self.redact.as_str() {
            "" => Ok(false),
            "all" => Ok(true),
            _ => Err(Invalid::new("redact", "unknown")),
        }
    }

    pub fn fields<'a>(&'a self, key: &'a str) -> Fields<'a> {
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

    pub fn state(&self) -> FormState {
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
        redirect: draft.closed.as_ref().map(|closed| closed.redirect.clone()),
    };
    let state = FormState::new().set("text", &query.text);
    Ok(caller.show(json, |ui| views::composer_page(ui, &draft, &state, &Markup::default())))
}

/// An empty form, for a reply where there is a parent.
pub async fn draft(commons: &Commons, actor: Actor, parent: Option<Id<Status>>) -> Result<Draft> {
    let (neighbours, gate) = (commons.neighbours.clone(), commons.gate.clone());
    commons.db.read_inline(move |tx| Draft::fresh(tx, &neighbours, &gate, &actor, parent)).await
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
