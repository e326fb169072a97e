use commonround_db::{Migration, Step};

/// The shelf that statuses are searched on: the words, then warning and tags.
pub const SHELF: &str = "commons_status";

/// Statuses, tags, reactions and remembered submissions.
pub const MIGRATION: Migration = Migration {
    name: "0250_commons_statuses",
    steps: &[Step::Sql(STATUSES), Step::Sql(TAGS), Step::Sql(REACTIONS), Step::Shelf(SHELF)],
};

/// `audience` is whose followers may read where the visibility says followers: whoever began the
/// thread, so that all of it is read by the same people. `answered` is who wrote `in_reply_to`.
/// The author index carries every column that home judges by, so that it reads no rows it drops.
const STATUSES: &str = "
-- retention: content
CREATE TABLE commons_status (
    id BIGINT PRIMARY KEY,
    author BIGINT NOT NULL,
    audience BIGINT NOT NULL,
    visibility TEXT NOT NULL,
    in_reply_to BIGINT,
    answered BIGINT,
    thread BIGINT NOT NULL,
    warning TEXT,
    language TEXT,
    disclosure TEXT NOT NULL,
    disclosure_detail TEXT,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    plain TEXT NOT NULL,
    tags TEXT NOT NULL,
    indexed BOOLEAN NOT NULL,
    replies BIGINT NOT NULL,
    helped_me BIGINT NOT NULL,
    with_you BIGINT NOT NULL,
    me_too BIGINT NOT NULL,
    thank_you BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX commons_status_author
    ON commons_status (author, id, visibility, audience, answered, deleted_at);
CREATE INDEX commons_status_local ON commons_status (id, author)
    WHERE visibility = 'public' AND in_reply_to IS NULL AND deleted_at IS NULL;
CREATE INDEX commons_status_thread ON commons_status (thread, id);
-- retention: ephemeral
CREATE TABLE commons_idempotency (
    persona BIGINT NOT NULL,
    idempotency_key TEXT NOT NULL,
    digest BYTEA NOT NULL,
    status BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (persona, idempotency_key)
);
CREATE INDEX commons_idempotency_age ON commons_idempotency (created_at);
";

/// Only public statuses have rows in `commons_status_tag`: it is the list of a tag's page.
const TAGS: &str = "
-- retention: content
CREATE TABLE commons_tag (
    tag TEXT PRIMARY KEY,
    shown TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
-- retention: content
CREATE TABLE commons_status_tag (
    tag TEXT NOT NULL,
    status BIGINT NOT NULL,
    author BIGINT NOT NULL,
    PRIMARY KEY (tag, status)
);
-- retention: account
CREATE TABLE commons_tag_follow (
    persona BIGINT NOT NULL,
    tag TEXT NOT NULL,
    shown TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (persona, tag)
);
";

const REACTIONS: &str = "
-- retention: content
CREATE TABLE commons_reaction (
    status BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (status, persona, kind)
);
CREATE INDEX commons_reaction_persona ON commons_reaction (persona, status);
";
