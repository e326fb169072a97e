-- Who did what, to what, about whom, why. A row commits unsealed (`seq` is NULL) with the act it
-- tells of; the sealer then gives it its place in the chain. `commitment` stands for the subject and
-- the reason in the chain, so that both and their `salt` can be erased.
-- retention: audit
CREATE TABLE db_audit (
    id BIGINT PRIMARY KEY,
    seq BIGINT,
    hash BYTEA,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor BIGINT,
    action TEXT NOT NULL,
    object_kind TEXT,
    object BIGINT,
    purpose TEXT,
    client TEXT,
    commitment BYTEA,
    salt BYTEA,
    subject_kind TEXT,
    subject BIGINT,
    reason TEXT
);
CREATE UNIQUE INDEX db_audit_seq ON db_audit (seq) WHERE seq IS NOT NULL;
CREATE INDEX db_audit_unsealed ON db_audit (id) WHERE seq IS NULL;
CREATE INDEX db_audit_actor ON db_audit (actor, id) WHERE actor IS NOT NULL;
CREATE INDEX db_audit_object ON db_audit (object, id) WHERE object IS NOT NULL;
CREATE INDEX db_audit_subject ON db_audit (subject, id) WHERE subject IS NOT NULL;

-- The end of the chain, and who may go on with it. One row.
-- retention: audit
CREATE TABLE db_audit_tip (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    holder BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Signed words about the chain as it was. `left_at` is when one left the server.
-- retention: audit
CREATE TABLE db_audit_head (
    seq BIGINT PRIMARY KEY,
    hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    kid TEXT NOT NULL,
    signature BYTEA NOT NULL,
    left_at BIGINT
);
CREATE INDEX db_audit_head_staying ON db_audit_head (seq) WHERE left_at IS NULL;
