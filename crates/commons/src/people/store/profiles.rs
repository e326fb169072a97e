use commonround_db::{Row, Tx, Value, in_list, padded};
use commonround_kernel::{Error, Id, Persona, Result, Slice};

use super::relations::unblocked_sql;
use super::{Listed, listed, page_params, viewer_param};
use crate::model::Visibility;
use crate::people::language::Language;
use crate::people::model::{About, Intro, Link, Profile, ProfileSettings};
use crate::people::policy::MayEditProfile;

const SETTINGS: &str = "locked, indexable, tags_public, lists_public, default_visibility";
const ABOUT: &str =
    "pronouns, languages, time_zone, intro, intro_html, intro_plain, ask_me_about, links";

/// What a row in a list shows of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gist {
    pub intro_plain: String,
    pub locked: bool,
}

pub fn find(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<Profile>> {
    let sql = format!("SELECT {SETTINGS}, {ABOUT} FROM commons_profile WHERE persona = $1");
    tx.maybe(&sql, (persona,), |row| Ok(Profile { settings: settings(row)?, about: about(row)? }))
}

pub fn find_settings(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<ProfileSettings>> {
    let sql = format!("SELECT {SETTINGS} FROM commons_profile WHERE persona = $1");
    tx.maybe(&sql, (persona,), settings)
}

fn settings(row: &Row<'_>) -> Result<ProfileSettings> {
    Ok(ProfileSettings {
        locked: row.get(0)?,
        indexable: row.get(1)?,
        tags_public: row.get(2)?,
        lists_public: row.get(3)?,
        default_visibility: row.get::<String>(4)?.parse::<Visibility>()?,
    })
}

fn about(row: &Row<'_>) -> Result<About> {
    let codes: String = row.get(6)?;
    let links: String = row.get(12)?;
    Ok(About {
        pronouns: row.get(5)?,
        languages: codes.split(' ').filter_map(Language::by_code).collect(),
        time_zone: row.get(7)?,
        intro: Intro { source: row.get(8)?, html: row.get(9)?, plain: row.get(10)? },
        ask_me_about: row.get(11)?,
        links: serde_json::from_str::<Vec<Link>>(&links).map_err(Error::fault)?,
    })
}

/// The number a profile is paged and found by, where there is a row.
pub fn entry(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<i64>> {
    tx.maybe("SELECT entry FROM commons_profile WHERE persona = $1", (persona,), |row| row.get(0))
}

/// Writes the row of a persona that has none yet.
pub fn insert_missing(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    chosen: &ProfileSettings,
) -> Result<()> {
    let entry: Id<Persona> = tx.env().new_id();
    let sql = format!(
        "INSERT INTO commons_profile (persona, entry, {SETTINGS}, {ABOUT}, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', NULL, '', '', '', '', '[]', $8)
         ON CONFLICT (persona) DO NOTHING"
    );
    let visibility = chosen.default_visibility.as_str();
    let ProfileSettings { locked, indexable, tags_public, lists_public, .. } = *chosen;
    let now = tx.now();
    tx.exec(&sql, (persona, entry, locked, indexable, tags_public, lists_public, visibility, now))?;
    Ok(())
}

/// Writes the whole profile over the row, which `insert_missing` made.
pub fn save(tx: &mut Tx<'_>, permit: MayEditProfile, profile: &Profile) -> Result<()> {
    let About { pronouns, languages, time_zone, intro, ask_me_about, links } = &profile.about;
    let codes = languages.iter().map(|language| language.code).collect::<Vec<_>>().join(" ");
    let links = serde_json::to_string(links).map_err(Error::fault)?;
    let chosen = &profile.settings;
    let visibility = chosen.default_visibility.as_str();
    let now = tx.now();
    tx.exec(
        "UPDATE commons_profile SET pronouns = $2, languages = $3, time_zone = $4, intro = $5,
             intro_html = $6, intro_plain = $7, ask_me_about = $8, links = $9, locked = $10,
             indexable = $11, tags_public = $12, lists_public = $13, default_visibility = $14,
             updated_at = $15
         WHERE persona = $1",
        (
            permit.persona(),
            pronouns,
            codes,
            time_zone.as_deref(),
            &intro.source,
            &intro.html,
            &intro.plain,
            ask_me_about,
            links,
            chosen.locked,
            chosen.indexable,
            chosen.tags_public,
            chosen.lists_public,
            visibility,
            now,
        ),
    )?;
    Ok(())
}

pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM commons_profile WHERE persona = $1", (persona,))?;
    Ok(())
}

/// What lists show of each of the personas that has a row.
pub fn gists(tx: &mut Tx<'_>, personas: &[Id<Persona>]) -> Result<Vec<(Id<Persona>, Gist)>> {
    if personas.is_empty() {
        return Ok(Vec::new());
    }
    let among = in_list(1, personas.len());
    let sql = format!(
        "SELECT persona, intro_plain, locked FROM commons_profile WHERE persona IN {among}"
    );
    tx.query(&sql, padded(personas.iter().copied()), |row| {
        Ok((row.get(0)?, Gist { intro_plain: row.get(1)?, locked: row.get(2)? }))
    })
}

/// Who chose to be found, newest profile first, without those a block parts from the viewer.
pub fn directory(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    slice: Slice,
) -> Result<Vec<Listed>> {
    let (floor, ceiling, rows) = page_params(slice);
    let sql = format!(
        "SELECT entry, persona FROM commons_profile
         WHERE indexable AND entry > $2 AND entry < $3 AND {}
         ORDER BY entry DESC LIMIT $4",
        unblocked_sql("commons_profile.persona", "$1")
    );
    tx.query(&sql, (viewer_param(viewer), floor, ceiling, rows), listed)
}

/// Which of the entries a search found may be shown to the viewer, newest first.
pub fn showable(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    entries: &[i64],
) -> Result<Vec<Listed>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT entry, persona FROM commons_profile
         WHERE entry IN {} AND indexable AND {}
         ORDER BY entry DESC",
        in_list(2, entries.len()),
        unblocked_sql("commons_profile.persona", "$1")
    );
    let mut params = vec![Value::from(viewer_param(viewer))];
    params.extend(padded(entries.iter().copied()));
    tx.query(&sql, params, listed)
}
