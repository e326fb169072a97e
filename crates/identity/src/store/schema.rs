use commonround_db::{Migration, Step};

/// The tables of this room, in the order they are made.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0100_identity", steps: &[Step::Sql(TABLES)] },
    Migration { name: "0110_identity_officer", steps: &[Step::Sql(OFFICER)] },
    crate::credentials::MIGRATION,
    crate::two_person::store::MIGRATION,
    crate::titles::store::MIGRATION,
    crate::sanctions::MIGRATION,
    Migration { name: "0140_identity_notice_mail", steps: &[Step::Sql(NOTICE_MAIL)] },
    crate::credentials::ISSUERS_MIGRATION,
    super::officers::MIGRATION,
    crate::organisations::MIGRATION,
    crate::vouching::MIGRATION,
];

const OFFICER: &str =
    "ALTER TABLE identity_account ADD COLUMN officer BOOLEAN NOT NULL DEFAULT FALSE;";

/// Set for letters of the kind `notice` only.
const NOTICE_MAIL: &str = "
ALTER TABLE identity_mail ADD COLUMN notice TEXT;
ALTER TABLE identity_mail ADD COLUMN path TEXT;
";

const TABLES: &str = "
-- retention: account
CREATE TABLE identity_account (
    id BIGINT PRIMARY KEY,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    -- The folded address once it is confirmed: only then does it belong to one account, so that
    -- nobody learns from a sign-up whether an address is in use, or holds one that is not theirs.
    email_claim TEXT UNIQUE,
    password_hash TEXT NOT NULL,
    age_band TEXT,
    lang TEXT,
    theme TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    operator BOOLEAN NOT NULL,
    moderator BOOLEAN NOT NULL,
    -- The first persona, in clear; all of them stand in the sealed list.
    primary_persona BIGINT NOT NULL UNIQUE,
    personas BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX identity_account_email ON identity_account (email_folded, created_at);

-- retention: account
CREATE TABLE identity_persona (
    id BIGINT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    handle_skeleton TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    role TEXT,
    role_public BOOLEAN NOT NULL,
    field TEXT,
    -- The account, sealed with a key that is kept outside the database.
    account_link BYTEA,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);

-- retention: account
CREATE TABLE identity_session (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    secret_digest BYTEA NOT NULL UNIQUE,
    browser TEXT,
    system TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX identity_session_account ON identity_session (account, seen_at);
CREATE INDEX identity_session_seen ON identity_session (seen_at);

-- retention: account
CREATE TABLE identity_token (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    secret_digest BYTEA NOT NULL UNIQUE,
    label TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    -- Midnight UTC of the last day it was used: the day is enough to spot a forgotten token.
    used_day BIGINT
);
CREATE INDEX identity_token_account ON identity_token (account, id);

-- retention: ephemeral
CREATE TABLE identity_code (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    account BIGINT,
    email TEXT,
    nonce BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX identity_code_account ON identity_code (account, kind);
CREATE INDEX identity_code_expiry ON identity_code (expires_at);

-- retention: ephemeral
CREATE TABLE identity_mail (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    account BIGINT,
    address TEXT NOT NULL,
    lang TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX identity_mail_account ON identity_mail (account);
";
