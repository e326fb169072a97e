use commonround_kernel::{Id, Invalid};
use commonround_vocabulary::Status;
use commonround_web::State;
use commonround_web::{Answer, Caller, Done, Input, Patch, Path, Ui};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::react_to_status::React;
use crate::{Commons, Viewer, api, timeline, views};

/// What somebody pressed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReactionInput {
    /// `helped_me`, `with_you`, `me_too` or `thank_you`.
    #[serde(default)]
    pub kind: String,
    /// `true` (also where left out) gives it, `false` takes it back.
    #[serde(default = "given")]
    pub on: bool,
}

const fn given() -> bool {
    true
}

impl ReactionInput {
    fn parse(&self, status: Id<Status>) -> Result<React, Invalid> {
        Ok(React { status, reaction: self.kind.parse()?, on: self.on })
    }
}

pub async fn react_to_status(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
    Input(input): Input<ReactionInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    let viewer = Viewer::of(Some(&actor));
    let act = input.parse(id)?;
    commons.db.write(move |tx| crate::react_to_status(tx, &actor, act)).await?;
    let neighbours = commons.neighbours.clone();
    let card = commons.db.read_inline(move |tx| timeline::one(tx, &neighbours, viewer, id)).await?;
    let patch =
        |ui: &Ui<'_>| Patch::new().replace(&views::actions_target(id), views::actions(ui, &card));
    let back = caller.next().map_or_else(|| card.path(), str::to_owned);
    Ok(caller.done_patch(Done::to(back), || api::Status::from(&card), patch))
}
