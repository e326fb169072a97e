use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use commonround_db::audit::{Head, newest_heads};
use commonround_kernel::Timestamp;
use commonround_web::Answer;
use schemars::JsonSchema;
use serde::Serialize;

use crate::audit;
use crate::instance::Instance;

/// Heads told at once; all of them stand in the operator's file.
const HEADS_SHOWN: usize = 100;

/// What an outsider needs to hold the audit log to its word.
#[derive(Serialize, JsonSchema)]
pub struct AuditHeads {
    /// The address of this server.
    issuer: String,
    /// Public keys, as RFC 7517 has them, the newest first.
    keys: Vec<serde_json::Value>,
    /// The newest first.
    heads: Vec<AuditHead>,
}

/// A signed word about where the log stood. The signature is ES256 over five lines, each ended by a
/// line feed: `commonround.audit.head.v1`, `seq`, `hash`, `at_ms`, `rows`.
#[derive(Serialize, JsonSchema)]
pub struct AuditHead {
    seq: i64,
    /// What stands at `seq` in the chain, in hexadecimal.
    hash: String,
    at: Timestamp,
    /// The same in milliseconds since 1970, as it is signed.
    at_ms: i64,
    /// Rows since the head before.
    rows: i64,
    /// The key that signed.
    kid: String,
    /// `r` and `s`, in URL-safe base64 without padding.
    signature: serde_json::Value,
}

impl AuditHead {
    fn of(head: Head) -> Option<Self> {
        // The head's own form knows how its bytes are written.
        let signature = serde_json::to_value(&head).ok()?.get("signature").cloned()?;
        let Head { seq, hash, at, rows, kid, .. } = head;
        let (hash, at_ms) = (hash.to_string(), at.millis());
        Some(Self { seq, hash, at, at_ms, rows, kid, signature })
    }
}

pub async fn show_audit_heads(State(instance): State<Instance>) -> Answer {
    let heads = instance.db.read(|tx| newest_heads(tx, HEADS_SHOWN)).await?;
    let document = AuditHeads {
        issuer: instance.config.base_url(),
        keys: audit::published_keys(&instance.keys)?,
        heads: heads.into_iter().filter_map(AuditHead::of).collect(),
    };
    Ok(Json(document).into_response())
}
