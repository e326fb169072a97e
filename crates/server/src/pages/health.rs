use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use commonround_kernel::Error;
use commonround_web::Answer;
use schemars::JsonSchema;
use serde::Serialize;

use crate::instance::Instance;

#[derive(Serialize, JsonSchema)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

fn well() -> Response {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") }).into_response()
}

pub async fn show_live() -> Answer {
    Ok(well())
}

pub async fn show_ready(State(instance): State<Instance>) -> Answer {
    let asked = instance.db.read(|tx| tx.one("SELECT 1", (), |row| row.get::<i64>(0))).await;
    match asked {
        Ok(_) => Ok(well()),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            Err(Error::Unavailable("database_unreachable").into())
        }
    }
}
