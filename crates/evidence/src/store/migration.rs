use commonround_db::{Migration, Step};

/// The shelf of whole facts. Its ids are `evidence_fact.id`.
pub const FACT_SHELF: &str = "evidence_fact";
/// The shelf of topics by name. Its ids are `evidence_topic.id`.
pub const TOPIC_SHELF: &str = "evidence_topic";

pub const MIGRATION: Migration = Migration {
    name: "0300_evidence_library",
    steps: &[Step::Sql(TABLES), Step::Shelf(FACT_SHELF), Step::Shelf(TOPIC_SHELF)],
};

/// `bag` is the topic's name as the search sees it (`asked::bag`), `squashed` as a hashtag writes it; `checksum`
/// covers every field of a fact that comes from its publisher.
const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_source (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    accreditor TEXT NOT NULL,
    licence TEXT NOT NULL,
    licence_url TEXT NOT NULL,
    attribution TEXT NOT NULL,
    tier TEXT NOT NULL,
    homepage TEXT NOT NULL,
    language TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_source_slug ON evidence_source (slug);
CREATE UNIQUE INDEX evidence_source_code ON evidence_source (code);

-- retention: content
CREATE TABLE evidence_topic (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    squashed TEXT NOT NULL,
    bag TEXT NOT NULL
);
CREATE UNIQUE INDEX evidence_topic_slug ON evidence_topic (slug);
CREATE INDEX evidence_topic_squashed ON evidence_topic (squashed);
CREATE INDEX evidence_topic_bag ON evidence_topic (bag);

-- retention: content
CREATE TABLE evidence_fact (
    id BIGINT PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES evidence_source (id),
    external_key TEXT NOT NULL,
    external_id TEXT NOT NULL,
    topic BIGINT REFERENCES evidence_topic (id),
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    reviewed_on TEXT,
    checksum BYTEA NOT NULL,
    imported_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX evidence_fact_key ON evidence_fact (external_key, source);
CREATE INDEX evidence_fact_source_page ON evidence_fact (source, withdrawn_at, id);
CREATE INDEX evidence_fact_topic_page ON evidence_fact (topic, withdrawn_at, id);
";
