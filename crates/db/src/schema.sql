-- Facts as they were told. Kept for a week after everybody has heard of them.
-- retention: ephemeral
CREATE TABLE db_outbox (
    id BIGINT PRIMARY KEY,
    topic TEXT NOT NULL,
    key BIGINT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Who still has to hear of which fact. `due_at` is when it may be taken: now, after a pause, after
-- the lease of whoever took it, or (the largest number) never again without a person's word.
-- retention: ephemeral
CREATE TABLE db_delivery (
    consumer TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    event BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    failure TEXT,
    PRIMARY KEY (consumer, due_at, event)
);

-- Work with a time. `due_at` is when it was meant to run, `run_at` when it may be taken.
-- retention: ephemeral
CREATE TABLE db_job (
    kind TEXT NOT NULL,
    key BIGINT NOT NULL,
    id BIGINT NOT NULL,
    payload TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    holder BIGINT NOT NULL,
    failure TEXT,
    PRIMARY KEY (kind, key)
);
CREATE INDEX db_job_run ON db_job (kind, run_at, id);

-- Node numbers, who holds them, and the highest id that may have been made under each.
-- retention: ephemeral
CREATE TABLE db_node (
    node BIGINT PRIMARY KEY,
    holder BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    high_water BIGINT NOT NULL
);

-- Named texts of the instance itself.
-- retention: audit
CREATE TABLE db_setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
