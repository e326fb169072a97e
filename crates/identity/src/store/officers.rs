use commonround_db::{Migration, Step};

/// Officers' decisions become acts of two people; documents, appeals and strikes.
pub const MIGRATION: Migration = Migration {
    name: "0140_identity_officers",
    steps: &[Step::Sql(DECISIONS), Step::Sql(CLAIMS), Step::Sql(PEOPLE)],
};

/// Decisions that wait go on as proposals that take effect when they would have counted; the look
/// at all that is due finds them.
const DECISIONS: &str = r#"
CREATE UNIQUE INDEX identity_proposal_one ON identity_proposal (kind, object)
    WHERE state = 'open';

INSERT INTO identity_proposal (id, kind, object, subject, reason, payload, duty, proposer,
    proposer_group, state, created_at, effective_at, expires_at)
SELECT d.claim, 'identity_claim', d.claim, c.persona, COALESCE(d.note, d.word),
    CASE WHEN d.yes = TRUE THEN '{"yes":true,"word":"' ELSE '{"yes":false,"word":"' END
        || d.word || '"}',
    'officer', a.id,
    CASE WHEN a.conflict_group = '' THEN 'account ' || CAST(a.id AS TEXT)
        ELSE a.conflict_group END,
    'open', d.decided_at, d.counts_at, d.decided_at + 1209600000
FROM identity_claim_decision d
JOIN identity_claim c ON c.id = d.claim
JOIN identity_account a ON a.primary_persona = d.officer;

DROP TABLE identity_claim_decision;
"#;

const CLAIMS: &str = "
-- retention: account
CREATE TABLE identity_claim_document (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    -- The file, sealed; gone once the claim is decided.
    sealed BYTEA,
    added_at BIGINT NOT NULL,
    shredded_at BIGINT,
    -- The officer who decided, and how: as the evidence of the claim says it.
    reviewer BIGINT,
    method TEXT
);
CREATE INDEX identity_claim_document_claim ON identity_claim_document (claim, id);

-- retention: account
CREATE TABLE identity_claim_appeal (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer TEXT,
    decided_by BIGINT,
    decided_at BIGINT
);
CREATE INDEX identity_claim_appeal_claim ON identity_claim_appeal (claim, id);
CREATE UNIQUE INDEX identity_claim_appeal_one ON identity_claim_appeal (claim)
    WHERE state = 'open';
";

const PEOPLE: &str = "
-- retention: account
CREATE TABLE identity_strike (
    id BIGINT PRIMARY KEY,
    -- A keyed digest of the account: all that a person calls themselves counts together, and
    -- without the keys nobody can tell whose it is.
    person BYTEA NOT NULL,
    cause TEXT NOT NULL,
    source BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX identity_strike_person ON identity_strike (person, ends_at);
CREATE UNIQUE INDEX identity_strike_source ON identity_strike (cause, source);

-- Suspensions of a person under every name. The digest is of another purpose than that of strikes.
-- retention: account
CREATE TABLE identity_person_suspension (
    sanction BIGINT PRIMARY KEY,
    person BYTEA NOT NULL
);
CREATE INDEX identity_person_suspension_person ON identity_person_suspension (person);
";
