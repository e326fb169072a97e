//! Two engines behind one transaction type, and what every room stores with: migrations, the
//! outbox, jobs, search shelves, and the audit log. Knows no domain and no HTTP.

pub mod audit;
mod config;
mod consumer;
mod context;
mod db;
mod dispatch;
mod heart;
pub mod jobs;
mod lease;
mod migrate;
pub mod outbox;
mod postgres;
mod queue;
mod schema;
pub mod search;
pub mod settings;
mod sqlite;
mod stats;
mod tx;
mod unit;
mod value;

pub use config::{Config, Engine, Location};
pub use consumer::{Consumer, Delivered, React, reaction};
pub use db::Db;
pub use dispatch::Dispatcher;
pub use jobs::{DueJob, JobKind};
pub use migrate::{MIGRATIONS, Migrated, Migration, Step};
pub use stats::Stats;
pub use tx::Tx;
pub use value::{Cell, Column, Param, Params, Row, Value, in_list, padded};
