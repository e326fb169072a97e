use commonround_db::{Migration, Step};

/// The tables of organisations and of what they say.
pub const MIGRATION: Migration =
    Migration { name: "0150_identity_organisations", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- retention: account
CREATE TABLE identity_organisation (
    id BIGINT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    handle_skeleton TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    home_page TEXT NOT NULL,
    domain TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    -- What its website has to carry to prove whose it is. No secret.
    word TEXT NOT NULL,
    state TEXT NOT NULL,
    method TEXT,
    verified_at BIGINT,
    verified_until BIGINT,
    reminded BOOLEAN NOT NULL,
    registry TEXT,
    registry_number TEXT,
    -- The steward who waits for an officer.
    asked_by BIGINT,
    asked_at BIGINT,
    refusal TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX identity_organisation_state ON identity_organisation (state, name_folded);
CREATE INDEX identity_organisation_domain ON identity_organisation (domain, state);
CREATE INDEX identity_organisation_asked ON identity_organisation (asked_at);

-- What names one slip away from the name have in common with it.
-- retention: account
CREATE TABLE identity_organisation_form (
    form TEXT NOT NULL,
    organisation BIGINT NOT NULL,
    PRIMARY KEY (form, organisation)
);
CREATE INDEX identity_organisation_form_of ON identity_organisation_form (organisation);

-- Who looks after an organisation.
-- retention: account
CREATE TABLE identity_organisation_steward (
    organisation BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    invited BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (organisation, persona)
);
CREATE INDEX identity_organisation_steward_of ON identity_organisation_steward (persona);

-- retention: account
CREATE TABLE identity_organisation_change (
    id BIGINT PRIMARY KEY,
    organisation BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    method TEXT
);
CREATE INDEX identity_organisation_change_of ON identity_organisation_change (organisation, id);

-- retention: ephemeral
CREATE TABLE identity_organisation_code (
    organisation BIGINT PRIMARY KEY,
    -- The letter that carries it.
    mail BIGINT NOT NULL,
    nonce BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX identity_organisation_code_mail ON identity_organisation_code (mail);

-- What organisations say about people who agreed to it.
-- retention: account
CREATE TABLE identity_attestation (
    id BIGINT PRIMARY KEY,
    organisation BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    statement TEXT NOT NULL,
    position TEXT,
    state TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    answered_at BIGINT,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX identity_attestation_persona ON identity_attestation (persona, state);
CREATE INDEX identity_attestation_organisation ON identity_attestation (organisation, id);
CREATE INDEX identity_attestation_ended ON identity_attestation (ended_at);
";
