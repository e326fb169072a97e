use commonround_db::{Migration, Step};

pub const MIGRATION: Migration =
    Migration { name: "0131_identity_title", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- Protected titles that the name and the words beneath it claim, as JSON; what meets them is asked
-- when the name is shown.
ALTER TABLE identity_persona ADD COLUMN name_titles TEXT NOT NULL DEFAULT '[]';
ALTER TABLE identity_persona ADD COLUMN bio_titles TEXT NOT NULL DEFAULT '[]';
ALTER TABLE identity_persona ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE identity_persona ADD COLUMN title_asked_at BIGINT;
-- The verified persona that the name looks like.
ALTER TABLE identity_persona ADD COLUMN resembles BIGINT;
ALTER TABLE identity_persona ADD COLUMN unconfirmed BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX identity_persona_resembles ON identity_persona (resembles);

-- Names that had a title taken out.
-- retention: account
CREATE TABLE identity_name_before (
    id BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL,
    display_name TEXT NOT NULL,
    act TEXT NOT NULL,
    replaced_at BIGINT NOT NULL
);
CREATE INDEX identity_name_before_persona ON identity_name_before (persona);

-- Who is verified now, for names that look alike.
-- retention: account
CREATE TABLE identity_verified_name (
    persona BIGINT PRIMARY KEY,
    name_key TEXT NOT NULL,
    handle_key TEXT NOT NULL
);
CREATE INDEX identity_verified_name_handle ON identity_verified_name (handle_key);

-- retention: account
CREATE TABLE identity_verified_form (
    form TEXT NOT NULL,
    persona BIGINT NOT NULL,
    PRIMARY KEY (form, persona)
);
CREATE INDEX identity_verified_form_persona ON identity_verified_form (persona);
";
