use commonround_db::{Migration, Step};

/// The tables of claims and registers.
pub const MIGRATION: Migration = Migration {
    name: "0120_identity_credentials",
    steps: &[Step::Sql(CLAIMS), Step::Sql(REGISTERS)],
};

const CLAIMS: &str = "
-- retention: account
CREATE TABLE identity_claim (
    id BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL,
    register TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    profession TEXT NOT NULL,
    class TEXT NOT NULL,
    -- In clear: it stands on a public register, claims on the same number have to find each other,
    -- and officers compare it. Nothing but the owner's choice shows it to others.
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    show_number BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    level TEXT NOT NULL,
    method TEXT,
    checked_at BIGINT,
    proved_at BIGINT,
    next_check_at BIGINT,
    -- Days stand as 2027-01-31.
    expires TEXT,
    reminded_of TEXT,
    conditions_url TEXT,
    waits_for_officer BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX identity_claim_persona ON identity_claim (persona, state);
CREATE INDEX identity_claim_number ON identity_claim (register, number);
CREATE INDEX identity_claim_queue ON identity_claim (waits_for_officer, id);

-- retention: account
CREATE TABLE identity_claim_change (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    detail TEXT
);
CREATE INDEX identity_claim_change_claim ON identity_claim_change (claim, id);

-- retention: account
CREATE TABLE identity_claim_evidence (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    method TEXT NOT NULL,
    at BIGINT NOT NULL,
    officer BIGINT,
    until TEXT,
    note TEXT
);
CREATE INDEX identity_claim_evidence_claim ON identity_claim_evidence (claim, id);

-- retention: ephemeral
CREATE TABLE identity_claim_code (
    claim BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The letter that carries it; none for the question to a wallet.
    mail BIGINT,
    nonce BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX identity_claim_code_mail ON identity_claim_code (mail);

-- retention: account
CREATE TABLE identity_claim_status (
    claim BIGINT PRIMARY KEY,
    issuer TEXT NOT NULL,
    uri TEXT NOT NULL,
    place BIGINT NOT NULL,
    unreachable_since BIGINT
);

-- retention: account
CREATE TABLE identity_claim_decision (
    claim BIGINT PRIMARY KEY,
    officer BIGINT NOT NULL,
    yes BOOLEAN NOT NULL,
    word TEXT NOT NULL,
    note TEXT,
    decided_at BIGINT NOT NULL,
    counts_at BIGINT NOT NULL
);

-- retention: audit
CREATE TABLE identity_conflict (
    number BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    held_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX identity_conflict_claim ON identity_conflict (claim);
";

const REGISTERS: &str = "
-- retention: content
CREATE TABLE identity_register (
    code TEXT PRIMARY KEY,
    -- The last import that came to its end, and the one under way.
    current_import BIGINT,
    staged_import BIGINT,
    -- What is staged is whole and is being taken over.
    applying BOOLEAN NOT NULL,
    as_of TEXT,
    imported_at BIGINT
);

-- retention: content
CREATE TABLE identity_registration (
    register TEXT NOT NULL,
    number TEXT NOT NULL,
    mark BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    standing TEXT NOT NULL,
    conditions BOOLEAN NOT NULL,
    missing BIGINT NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    former TEXT NOT NULL,
    profession TEXT NOT NULL,
    class TEXT NOT NULL,
    expires TEXT,
    conditions_url TEXT,
    -- Where the register reaches the person, sealed with a key that is kept outside the database.
    contact BYTEA,
    as_of TEXT NOT NULL,
    PRIMARY KEY (register, number)
);

-- retention: ephemeral
CREATE TABLE identity_registration_staged (
    import BIGINT NOT NULL,
    place BIGINT NOT NULL,
    change TEXT NOT NULL,
    register TEXT NOT NULL,
    number TEXT NOT NULL,
    mark BIGINT NOT NULL,
    fingerprint BIGINT NOT NULL,
    standing TEXT NOT NULL,
    conditions BOOLEAN NOT NULL,
    missing BIGINT NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    former TEXT NOT NULL,
    profession TEXT NOT NULL,
    class TEXT NOT NULL,
    expires TEXT,
    conditions_url TEXT,
    contact BYTEA,
    as_of TEXT NOT NULL,
    PRIMARY KEY (import, place)
);
";
