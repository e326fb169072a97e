use axum::response::IntoResponse;
use commonround_kernel::Result;
use commonround_web::{Answer, Caller, Path, Routes, State, doc};
use serde_json::Value;

use super::api;
use crate::credentials::{verify, views};
use crate::identity::Identity;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/verify/@{handle}",
            verify_persona,
            doc(
                "verify_persona",
                "What was checked about a person, signed for a day. With `.json` behind the handle: for programs.",
            )
            .answers::<api::Proof>()
            .refuses(&["persona_erased"]),
        )
        .get(
            "/.well-known/jwks.json",
            list_proof_keys,
            doc("list_proof_keys", "The keys that our proofs are checked with.")
                .answers::<api::Keys>(),
        )
        .get(
            "/.well-known/jwt-vc-issuer",
            show_issuer,
            doc("show_issuer", "This server as an issuer of signed documents.")
                .answers::<api::IssuerMetadata>(),
        )
}

async fn verify_persona(
    State(identity): State<Identity>,
    caller: Caller,
    Path(name): Path<String>,
) -> Answer {
    // No handle has a dot.
    let plain = name.strip_suffix(".json");
    let handle = plain.unwrap_or(&name).to_owned();
    let verified = verify::verify_persona(&identity, handle).await?;
    let json = || api::Proof::of(&verified.proof, &verified.card.standing);
    if plain.is_some() {
        return Ok(axum::Json(json()).into_response());
    }
    Ok(caller.show(json, |ui| views::verify::page(ui, &verified)))
}

async fn list_proof_keys(State(identity): State<Identity>) -> Answer {
    Ok(axum::Json(keys(&identity)?).into_response())
}

async fn show_issuer(State(identity): State<Identity>) -> Answer {
    let (issuer, jwks) = (identity.config().link(""), keys(&identity)?);
    Ok(axum::Json(api::IssuerMetadata { issuer, jwks }).into_response())
}

fn keys(identity: &Identity) -> Result<api::Keys> {
    let document = verify::published_keys(identity.keys())?;
    let keys = document.get("keys").and_then(Value::as_array);
    Ok(api::Keys { keys: keys.cloned().unwrap_or_default() })
}
