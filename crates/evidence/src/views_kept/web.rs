use commonround_web::{Answer, Auth, Caller, Done, Input, Routes, State, doc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{pages, store};
use crate::Evidence;

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/settings/views",
            show_view_choice,
            doc("show_view_choice", "Whether it is kept for 30 days which posts you were shown.")
                .auth(Auth::SignedIn)
                .answers::<ViewChoice>(),
        )
        .post(
            "/settings/views",
            choose_views,
            doc("choose_views", "Chooses whether that is kept, from now on.")
                .auth(Auth::SignedIn)
                .takes::<ViewInput>()
                .answers::<ViewChoice>(),
        )
}

/// Whether views are kept, so that corrections come.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct ViewChoice {
    pub kept: bool,
}

/// The same as a form sends it: absent is no.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ViewInput {
    /// `true`, or anything else for no.
    pub kept: String,
}

async fn show_view_choice(State(evidence): State<Evidence>, caller: Caller) -> Answer {
    let person = evidence.views.choice_of(caller.require()?.account);
    let silent = evidence.db.read(move |tx| store::opted_out(tx, &[person])).await?;
    let choice = ViewChoice { kept: silent.is_empty() };
    Ok(caller.show(|| choice, |ui| pages::choice(ui, choice.kept)))
}

async fn choose_views(
    State(evidence): State<Evidence>,
    caller: Caller,
    Input(input): Input<ViewInput>,
) -> Answer {
    let person = evidence.views.choice_of(caller.require()?.account);
    let kept = matches!(input.kept.as_str(), "true" | "on");
    let write = move |tx: &mut commonround_db::Tx<'_>| {
        if kept { store::opt_in(tx, &person) } else { store::opt_out(tx, &person) }
    };
    evidence.db.write(write).await?;
    let done = Done::to("/settings/views").saying("evidence-notice-views-saved");
    Ok(caller.done(done, || ViewChoice { kept }))
}
