use commonround_db::{Migration, Step};

pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "0400_notify", steps: &[Step::Sql(TABLES)] }];

/// `place` is a time-sorted id, made anew each time a row says more: lists page by it, and what
/// stands above `notify_seen.place` is new.
const TABLES: &str = "
-- retention: account
CREATE TABLE notify_notice (
    id BIGINT PRIMARY KEY,
    reader BIGINT NOT NULL,
    kind TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX notify_notice_reader ON notify_notice (reader, place);
CREATE INDEX notify_notice_about ON notify_notice (about_kind, about_id, reader);
CREATE INDEX notify_notice_age ON notify_notice (place);
-- retention: account
CREATE TABLE notify_actor (
    notice BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (notice, actor)
);
CREATE INDEX notify_actor_actor ON notify_actor (actor, notice);
-- retention: account
CREATE TABLE notify_seen (
    reader BIGINT PRIMARY KEY,
    place BIGINT NOT NULL
);
-- retention: account
CREATE TABLE notify_setting (
    reader BIGINT NOT NULL,
    kind TEXT NOT NULL,
    in_app BOOLEAN NOT NULL,
    mail BOOLEAN NOT NULL,
    PRIMARY KEY (reader, kind)
);
";
