use commonround_db::Tx;
use commonround_identity::titles::note_bio;
use commonround_identity::{Display, DisplayName, Field, NameCard, set_display};
use commonround_kernel::{Actor, Invalid, Result};
use commonround_text::titles::Pack;
use schemars::JsonSchema;
use serde::Deserialize;

use super::language::Language;
use super::limits::LINKS_MAX;
use super::model::{self, Intro, Link, Profile};
use super::{index, policy, profile, store};
use crate::model::Visibility;
use crate::present::present;
use crate::reindex_author;

/// Changes to a profile. What is left out stays as it is; an empty text clears it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileInput {
    pub display_name: Option<String>,
    pub pronouns: Option<String>,
    /// Codes of the languages spoken. A list with one empty code clears them.
    pub languages: Vec<String>,
    /// An IANA name, such as `America/Toronto`.
    pub time_zone: Option<String>,
    /// A small markdown.
    pub intro: Option<String>,
    pub ask_me_about: Option<String>,
    pub link_1_name: Option<String>,
    pub link_1_url: Option<String>,
    pub link_2_name: Option<String>,
    pub link_2_url: Option<String>,
    pub link_3_name: Option<String>,
    pub link_3_url: Option<String>,
    pub link_4_name: Option<String>,
    pub link_4_url: Option<String>,
    /// What the person says it works in; nobody checked. Empty for none.
    pub field: Option<String>,
    pub role_public: Option<bool>,
    pub locked: Option<bool>,
    pub indexable: Option<bool>,
    pub tags_public: Option<bool>,
    pub lists_public: Option<bool>,
    pub default_visibility: Option<Visibility>,
}

impl ProfileInput {
    /// The four links in their places, where any of them was sent.
    fn links(&self) -> Option<[(String, String); LINKS_MAX]> {
        let places = [
            (&self.link_1_name, &self.link_1_url),
            (&self.link_2_name, &self.link_2_url),
            (&self.link_3_name, &self.link_3_url),
            (&self.link_4_name, &self.link_4_url),
        ];
        let sent = places.iter().any(|(name, url)| name.is_some() || url.is_some());
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        sent.then(|| places.map(|(name, url)| (text(name), text(url))))
    }
}

/// Changes that passed the form. `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct ProfileChange {
    display_name: Option<DisplayName>,
    field: Option<Option<Field>>,
    role_public: Option<bool>,
    pronouns: Option<String>,
    languages: Option<Vec<&'static Language>>,
    time_zone: Option<Option<String>>,
    intro: Option<Intro>,
    ask_me_about: Option<String>,
    links: Option<Vec<Link>>,
    locked: Option<bool>,
    indexable: Option<bool>,
    tags_public: Option<bool>,
    lists_public: Option<bool>,
    default_visibility: Option<Visibility>,
}

impl ProfileChange {
    /// Hears of all mistakes at once.
    pub fn parse(input: &ProfileInput) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let languages = Some(&input.languages).filter(|codes| !codes.is_empty());
        let links = input.links();
        let change = Self {
            display_name: taken(&mut invalid, input.display_name.as_deref(), DisplayName::parse),
            field: taken(&mut invalid, input.field.as_deref(), parse_field),
            role_public: input.role_public,
            pronouns: taken(&mut invalid, input.pronouns.as_deref(), model::parse_pronouns),
            languages: taken(&mut invalid, languages, |codes| model::parse_languages(codes)),
            time_zone: taken(&mut invalid, input.time_zone.as_deref(), model::parse_time_zone),
            intro: taken(&mut invalid, input.intro.as_deref(), model::parse_intro),
            ask_me_about: taken(
                &mut invalid,
                input.ask_me_about.as_deref(),
                model::parse_ask_me_about,
            ),
            links: taken(&mut invalid, links.as_ref(), |links| model::parse_links(links)),
            locked: input.locked,
            indexable: input.indexable,
            tags_public: input.tags_public,
            lists_public: input.lists_public,
            default_visibility: input.default_visibility,
        };
        if invalid.problems().is_empty() { Ok(change) } else { Err(invalid) }
    }

    /// What `identity` keeps of it, over what the card shows; `None` where nothing of it changes.
    fn display(&self, card: &NameCard) -> Result<Option<Display>> {
        let shown = Display {
            display_name: DisplayName::parse(&card.display_name)?,
            field: card.field,
            role_public: card.role.is_some(),
        };
        let wanted = Display {
            display_name: self.display_name.clone().unwrap_or_else(|| shown.display_name.clone()),
            field: self.field.unwrap_or(shown.field),
            role_public: self.role_public.unwrap_or(shown.role_public),
        };
        Ok((wanted != shown).then_some(wanted))
    }

    fn apply(self, profile: &mut Profile) {
        let Profile { about, settings } = profile;
        put(&mut about.pronouns, self.pronouns);
        put(&mut about.languages, self.languages);
        put(&mut about.time_zone, self.time_zone);
        put(&mut about.intro, self.intro);
        put(&mut about.ask_me_about, self.ask_me_about);
        put(&mut about.links, self.links);
        put(&mut settings.locked, self.locked);
        put(&mut settings.indexable, self.indexable);
        put(&mut settings.tags_public, self.tags_public);
        put(&mut settings.lists_public, self.lists_public);
        put(&mut settings.default_visibility, self.default_visibility);
    }
}

fn parse_field(raw: &str) -> Result<Option<Field>, Invalid> {
    match raw.trim() {
        "" => Ok(None),
        name => name.parse().map(Some).map_err(|_| Invalid::new("field", "unknown")),
    }
}

fn taken<'a, R: ?Sized, T>(
    invalid: &mut Invalid,
    raw: Option<&'a R>,
    parse: impl Fn(&'a R) -> Result<T, Invalid>,
) -> Option<T> {
    raw.and_then(|raw| invalid.take(parse(raw)))
}

fn put<T>(place: &mut T, change: Option<T>) {
    if let Some(value) = change {
        *place = value;
    }
}

/// Writes the actor's own profile and its place in the search, in one unit. It needs no confirmed
/// address: until then one reads and edits the profile. What its words claim of `titles` stands
/// beside the name from then on.
pub fn edit_profile(
    tx: &mut Tx<'_>,
    titles: &Pack,
    actor: &Actor,
    change: ProfileChange,
) -> Result<Profile> {
    let permit = policy::may_edit_profile(actor);
    let persona = permit.persona();
    let card = present(tx, actor)?;
    if let Some(display) = change.display(&card)? {
        set_display(tx, actor, &display)?;
    }
    let before = profile::profile_of(tx, persona, card.role)?;
    store::profiles::insert_missing(tx, persona, &before.settings)?;
    let mut edited = before.clone();
    change.apply(&mut edited);
    store::profiles::save(tx, permit, &edited)?;
    if edited.about.claims() != before.about.claims() {
        note_bio(tx, titles, persona, &edited.about.claims())?;
    }
    index::refresh(tx, persona)?;
    if edited.settings.indexable != before.settings.indexable {
        reindex_author(tx, persona)?;
    }
    Ok(edited)
}
