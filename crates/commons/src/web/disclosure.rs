use commonround_web::State;

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Invalid, Result};
use commonround_vocabulary::Status;
use commonround_web::components::FormState;
use commonround_web::{Answer, Caller, Done, Input, Path, StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cards::StatusCard;
use crate::model::{Disclosure, DisclosureFields};
use crate::{Commons, Viewer, api, policy, timeline, views};

/// What a status is, and what it stands on.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DisclosureInput {
    /// `personal_story`, `question`, `professional_information`, `service_notice` or
    /// `advertising`.
    pub disclosure: String,
    /// For professional information: `source` or `clinical_experience`.
    pub basis: String,
    /// For professional information.
    pub source_url: String,
    /// For advertising: who pays.
    pub funded_by: String,
}

impl DisclosureInput {
    fn parse(&self) -> Result<Disclosure, Invalid> {
        if self.disclosure.trim().is_empty() {
            return Err(Invalid::new("disclosure", "required"));
        }
        Disclosure::parse(&DisclosureFields {
            kind: self.disclosure.trim(),
            basis: &self.basis,
            source_url: &self.source_url,
            funded_by: &self.funded_by,
            first_link: None,
        })
    }

    fn state(&self, invalid: Invalid) -> FormState {
        FormState::new()
            .set("disclosure", &self.disclosure)
            .set("basis", &self.basis)
            .set("source_url", &self.source_url)
            .set("funded_by", &self.funded_by)
            .with(invalid)
    }
}

pub async fn show_disclosure(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
) -> Answer {
    let card = own_card(&commons, &caller, id).await?;
    let state = views::disclosure_state(&card.disclosure);
    Ok(caller.show(|| api::Status::from(&card), |ui| views::disclosure_page(ui, &card, &state)))
}

async fn own_card(commons: &Commons, caller: &Caller, id: Id<Status>) -> Result<StatusCard, Error> {
    let actor = caller.require()?.clone();
    let neighbours = commons.neighbours.clone();
    let read = move |tx: &mut Tx<'_>| {
        let card = timeline::one(tx, &neighbours, Viewer::of(Some(&actor)), id)?;
        policy::may_change_disclosure(&actor, id, card.author.persona)?;
        Ok(card)
    };
    commons.db.read_inline(read).await
}

pub async fn change_disclosure(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
    Input(input): Input<DisclosureInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    let disclosure = match input.parse() {
        Ok(disclosure) => disclosure,
        Err(invalid) => {
            let card = own_card(&commons, &caller, id).await?;
            let state = input.state(invalid.clone());
            return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                views::disclosure_page(ui, &card, &state)
            });
        }
    };
    commons.db.write(move |tx| crate::change_disclosure(tx, &actor, id, &disclosure)).await?;
    let card = own_card(&commons, &caller, id).await?;
    let done = Done::to(card.path()).saying("commons-notice-kind-changed");
    Ok(caller.done(done, || api::Status::from(&card)))
}
