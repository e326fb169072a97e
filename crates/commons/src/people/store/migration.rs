use commonround_db::{Migration, Step};

/// The shelf that people are found on. Its ids are `commons_profile.entry`.
pub const SHELF: &str = "commons_people";

pub const MIGRATION: Migration =
    Migration { name: "0200_commons_people", steps: &[Step::Sql(TABLES), Step::Shelf(SHELF)] };

/// Reports are another room's.
pub const REPORTS_LEAVE: Migration = Migration {
    name: "0250_commons_reports_leave",
    steps: &[Step::Sql("DROP TABLE commons_report;")],
};

/// `entry` and the `id` of a relation are time-sorted: lists page by them.
const TABLES: &str = "
-- retention: account
CREATE TABLE commons_profile (
    persona BIGINT PRIMARY KEY,
    entry BIGINT NOT NULL,
    pronouns TEXT NOT NULL,
    languages TEXT NOT NULL,
    time_zone TEXT,
    intro TEXT NOT NULL,
    intro_html TEXT NOT NULL,
    intro_plain TEXT NOT NULL,
    ask_me_about TEXT NOT NULL,
    links TEXT NOT NULL,
    locked BOOLEAN NOT NULL,
    indexable BOOLEAN NOT NULL,
    tags_public BOOLEAN NOT NULL,
    lists_public BOOLEAN NOT NULL,
    default_visibility TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX commons_profile_entry ON commons_profile (entry);
CREATE INDEX commons_profile_directory ON commons_profile (indexable, entry);

-- retention: account
CREATE TABLE commons_follow (
    follower BIGINT NOT NULL,
    followed BIGINT NOT NULL,
    id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (follower, followed)
);
CREATE INDEX commons_follow_followed ON commons_follow (followed, follower);
CREATE INDEX commons_follow_followed_page ON commons_follow (followed, id);
CREATE INDEX commons_follow_follower_page ON commons_follow (follower, id);

-- retention: account
CREATE TABLE commons_follow_request (
    id BIGINT PRIMARY KEY,
    follower BIGINT NOT NULL,
    followed BIGINT NOT NULL,
    answer TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX commons_follow_request_pair ON commons_follow_request (follower, followed);
CREATE INDEX commons_follow_request_followed ON commons_follow_request (followed, id);

-- retention: account
CREATE TABLE commons_block (
    blocker BIGINT NOT NULL,
    blocked BIGINT NOT NULL,
    id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (blocker, blocked)
);
CREATE INDEX commons_block_blocked ON commons_block (blocked, blocker);
CREATE INDEX commons_block_page ON commons_block (blocker, id);

-- retention: account
CREATE TABLE commons_mute (
    muter BIGINT NOT NULL,
    muted BIGINT NOT NULL,
    id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (muter, muted)
);
CREATE UNIQUE INDEX commons_mute_id ON commons_mute (id);
CREATE INDEX commons_mute_muted ON commons_mute (muted, muter);
CREATE INDEX commons_mute_page ON commons_mute (muter, id);

-- retention: content
CREATE TABLE commons_report (
    id BIGINT PRIMARY KEY,
    reporter BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    status BIGINT,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX commons_report_reporter ON commons_report (reporter, state, persona);
CREATE INDEX commons_report_persona ON commons_report (persona, state);
CREATE INDEX commons_report_state ON commons_report (state, id);
";
