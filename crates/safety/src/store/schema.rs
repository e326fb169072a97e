use commonround_db::{Migration, Step};

pub const MIGRATION: Migration = Migration { name: "0500_safety", steps: &[Step::Sql(TABLES)] };

/// Ids are time-sorted. `*_key` is a digest of an account with the case: it tells whether two acts in
/// one case are one person's, and nothing else.
const TABLES: &str = "
-- retention: content
CREATE TABLE safety_report (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    reporter BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX safety_report_reporter ON safety_report (reporter, state, subject);
CREATE INDEX safety_report_case ON safety_report (case_id, id);
CREATE INDEX safety_report_persona ON safety_report (persona, state);
CREATE INDEX safety_report_age ON safety_report (created_at);

-- retention: audit
CREATE TABLE safety_case (
    id BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    topic TEXT NOT NULL,
    level TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    assignee BIGINT,
    lower_level TEXT,
    lower_by BIGINT,
    lower_proposal BIGINT,
    raided BOOLEAN NOT NULL,
    opened_at BIGINT NOT NULL,
    paged_at BIGINT,
    seen_at BIGINT,
    closed_at BIGINT,
    outcome TEXT
);
CREATE INDEX safety_case_queue ON safety_case (due_at, id) WHERE state <> 'closed';
CREATE INDEX safety_case_subject ON safety_case (subject, kind, state);
CREATE INDEX safety_case_persona ON safety_case (persona, id);
CREATE INDEX safety_case_opened ON safety_case (opened_at);
CREATE INDEX safety_case_closed ON safety_case (closed_at) WHERE closed_at IS NOT NULL;

-- retention: content
CREATE TABLE safety_quote (
    case_id BIGINT NOT NULL,
    rule TEXT NOT NULL,
    words TEXT NOT NULL,
    level TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (case_id, rule, words)
);

-- retention: audit
CREATE TABLE safety_history (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    by_persona BIGINT,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX safety_history_case ON safety_history (case_id, id);

-- retention: audit
CREATE TABLE safety_measure (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    act TEXT NOT NULL,
    cause TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    by_persona BIGINT,
    by_key BYTEA,
    second_key BYTEA,
    proposal BIGINT,
    made_at BIGINT NOT NULL,
    began_at BIGINT,
    ends_at BIGINT,
    over_at BIGINT
);
CREATE INDEX safety_measure_case ON safety_measure (case_id, id);
CREATE INDEX safety_measure_persona ON safety_measure (persona, id);
CREATE INDEX safety_measure_subject ON safety_measure (subject, kind, state);
CREATE INDEX safety_measure_began ON safety_measure (began_at) WHERE began_at IS NOT NULL;

-- retention: audit
CREATE TABLE safety_appeal (
    id BIGINT PRIMARY KEY,
    measure BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by BIGINT,
    answer TEXT NOT NULL
);
CREATE UNIQUE INDEX safety_appeal_measure ON safety_appeal (measure);
CREATE INDEX safety_appeal_queue ON safety_appeal (due_at, id) WHERE state = 'open';
CREATE INDEX safety_appeal_made ON safety_appeal (made_at);

-- retention: content
CREATE TABLE safety_word (
    id BIGINT PRIMARY KEY,
    phrase TEXT NOT NULL,
    folded TEXT NOT NULL,
    lang TEXT NOT NULL,
    level TEXT NOT NULL,
    watch TEXT NOT NULL,
    by_persona BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX safety_word_folded ON safety_word (folded, lang);

-- retention: account
CREATE TABLE safety_shift (
    id BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL,
    rung TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX safety_shift_time ON safety_shift (ends_at, starts_at);

-- retention: account
CREATE TABLE safety_wellbeing (
    persona BIGINT PRIMARY KEY,
    time_zone TEXT NOT NULL,
    topics_off TEXT NOT NULL,
    away_until BIGINT,
    rest_until BIGINT
);

-- retention: account
CREATE TABLE safety_exposure (
    id BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    level TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX safety_exposure_persona ON safety_exposure (persona, at);
CREATE UNIQUE INDEX safety_exposure_once ON safety_exposure (case_id, persona);

-- retention: audit
CREATE TABLE safety_page (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL,
    rung TEXT,
    persona BIGINT,
    at BIGINT NOT NULL,
    late_secs BIGINT NOT NULL
);
CREATE INDEX safety_page_case ON safety_page (case_id, id);

-- retention: account
CREATE TABLE safety_boundary (
    persona BIGINT PRIMARY KEY,
    strangers BOOLEAN NOT NULL,
    redirect TEXT NOT NULL,
    redirect_url TEXT NOT NULL,
    shield_until BIGINT,
    quiet_from BIGINT,
    quiet_to BIGINT,
    time_zone TEXT NOT NULL
);
";
