//! The JSON of people. Mastodon's field names where the meaning is Mastodon's.

use commonround_identity::vouching::Vouched;
use commonround_identity::{Field, NameCard, Standing};
use commonround_kernel::{Id, Persona, Role, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::FollowRequest;
use super::model::{self, Link, ProfileSettings};
use super::policy::{Relation, Sight};
use super::profile::{ProfileView, Reader};
use super::rows::{People, PersonRow};
use crate::model::Visibility;

/// A person as a list shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Person {
    pub id: Id<Persona>,
    pub username: String,
    pub acct: String,
    pub display_name: String,
    /// The page of this person on this instance.
    pub path: String,
    /// Self-stated, never checked; null where the person keeps it private.
    pub role: Option<Role>,
    /// Self-stated, never checked.
    pub field: Option<Field>,
    /// What was checked about this person, as of now.
    pub standing: Standing,
    pub locked: bool,
    /// The beginning of the intro, as plain text.
    pub note_excerpt: String,
    /// Null for a signed-out caller and on the caller's own row.
    pub relationship: Option<Relationship>,
}

impl Person {
    #[must_use]
    pub fn of(row: &PersonRow) -> Self {
        let PersonRow { card, excerpt, locked, relation, .. } = row;
        Self {
            id: card.persona,
            username: card.handle.clone(),
            acct: card.handle.clone(),
            display_name: card.display_name.clone(),
            path: format!("/@{}", card.handle),
            role: card.role,
            field: shown_field(card),
            standing: card.standing.clone(),
            locked: *locked,
            note_excerpt: excerpt.clone(),
            relationship: relation.map(|relation| Relationship::of(card.persona, &relation)),
        }
    }
}

fn shown_field(card: &NameCard) -> Option<Field> {
    card.field.filter(|_| card.role == Some(Role::HealthWorker))
}

/// One page of people, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeoplePage {
    pub people: Vec<Person>,
    /// `before` of the next page; null on the last one.
    pub next: Option<String>,
}

impl PeoplePage {
    #[must_use]
    pub fn of(people: &People) -> Self {
        Self { people: people.rows.iter().map(Person::of).collect(), next: next(people) }
    }
}

fn next(people: &People) -> Option<String> {
    people.next.map(|cursor| cursor.to_string())
}

/// Somebody who waits for the caller's answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Request {
    /// What `/follow-requests/{id}/accept` and `…/reject` take.
    pub id: Id<FollowRequest>,
    pub account: Person,
}

/// One page of requests, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RequestPage {
    pub requests: Vec<Request>,
    /// `before` of the next page; null on the last one.
    pub next: Option<String>,
}

impl RequestPage {
    #[must_use]
    pub fn of(people: &People) -> Self {
        let request =
            |row: &PersonRow| Request { id: Id::from_i64(row.cursor), account: Person::of(row) };
        Self { requests: people.rows.iter().map(request).collect(), next: next(people) }
    }
}

/// What stands between the caller and a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relationship {
    pub id: Id<Persona>,
    pub following: bool,
    pub requested: bool,
    pub followed_by: bool,
    pub requested_by: bool,
    pub blocking: bool,
    pub blocked_by: bool,
    pub muting: bool,
    pub muting_expires_at: Option<Timestamp>,
}

impl Relationship {
    #[must_use]
    pub const fn of(id: Id<Persona>, relation: &Relation) -> Self {
        Self {
            id,
            following: relation.following,
            requested: relation.requested,
            followed_by: relation.followed_by,
            requested_by: relation.requested_by,
            blocking: relation.blocking,
            blocked_by: relation.blocked_by,
            muting: relation.muting,
            muting_expires_at: relation.muting_until,
        }
    }
}

/// A profile as the caller may see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Profile {
    pub id: Id<Persona>,
    pub username: String,
    pub acct: String,
    pub display_name: String,
    /// Full address of the profile.
    pub url: String,
    /// Self-stated, never checked; null where the person keeps it private.
    pub role: Option<Role>,
    /// Self-stated, never checked.
    pub field: Option<Field>,
    /// What was checked about this person, and what name and words claim without.
    pub standing: Standing,
    pub locked: bool,
    pub indexable: bool,
    /// The person blocks the caller: only the name is told.
    pub limited: bool,
    pub pronouns: String,
    /// BCP 47 tags.
    pub languages: Vec<&'static str>,
    /// An IANA name.
    pub time_zone: Option<String>,
    /// The intro as sanitised HTML.
    pub note: String,
    pub ask_me_about: String,
    /// The links.
    pub fields: Vec<ProfileLink>,
    pub followers_count: usize,
    pub following_count: usize,
    /// The caller may read the lists of followers and followed.
    pub lists_open: bool,
    /// Colleagues who vouch for what is not proved yet, by profession. No badge.
    pub vouched: Vec<Vouched>,
    /// Null for a signed-out caller and on the caller's own profile.
    pub relationship: Option<Relationship>,
}

/// A link of a profile. Nobody checked that it belongs to the person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProfileLink {
    pub name: String,
    /// The address.
    pub value: String,
}

impl ProfileLink {
    fn of(link: &Link) -> Self {
        Self { name: link.name.clone(), value: link.url.clone() }
    }
}

impl Profile {
    #[must_use]
    pub fn of(view: &ProfileView, public_url: &str) -> Self {
        let ProfileView { card, about, .. } = view;
        let whole = view.sight == Sight::Whole;
        Self {
            id: card.persona,
            username: card.handle.clone(),
            acct: card.handle.clone(),
            display_name: card.display_name.clone(),
            url: format!("{public_url}/@{}", card.handle),
            role: card.role.filter(|_| whole),
            field: shown_field(card).filter(|_| whole),
            standing: card.standing.clone(),
            locked: view.locked,
            indexable: view.indexable,
            limited: !whole,
            pronouns: about.pronouns.clone(),
            languages: about.languages.iter().map(|language| language.code).collect(),
            time_zone: about.time_zone.clone(),
            note: about.intro.html.clone(),
            ask_me_about: about.ask_me_about.clone(),
            fields: about.links.iter().map(ProfileLink::of).collect(),
            followers_count: view.followers,
            following_count: view.following,
            lists_open: view.lists_open,
            vouched: view.vouched.clone(),
            relationship: match &view.reader {
                Reader::Other(relation) => Some(Relationship::of(card.persona, relation)),
                Reader::Stranger | Reader::Owner => None,
            },
        }
    }
}

/// The caller's own profile as the form edits it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OwnProfile {
    pub id: Id<Persona>,
    pub username: String,
    pub display_name: String,
    pub role: Role,
    pub role_public: bool,
    pub field: Option<Field>,
    pub pronouns: String,
    pub languages: Vec<&'static str>,
    pub time_zone: Option<String>,
    /// The intro as typed.
    pub intro: String,
    pub ask_me_about: String,
    pub fields: Vec<ProfileLink>,
    pub locked: bool,
    pub indexable: bool,
    pub tags_public: bool,
    pub lists_public: bool,
    pub default_visibility: Visibility,
}

impl OwnProfile {
    #[must_use]
    pub fn of(card: &NameCard, role: Role, profile: &model::Profile) -> Self {
        let model::Profile { about, settings } = profile;
        let ProfileSettings { locked, indexable, tags_public, lists_public, default_visibility } =
            *settings;
        Self {
            id: card.persona,
            username: card.handle.clone(),
            display_name: card.display_name.clone(),
            role,
            role_public: card.role.is_some(),
            field: card.field,
            pronouns: about.pronouns.clone(),
            languages: about.languages.iter().map(|language| language.code).collect(),
            time_zone: about.time_zone.clone(),
            intro: about.intro.source.clone(),
            ask_me_about: about.ask_me_about.clone(),
            fields: about.links.iter().map(ProfileLink::of).collect(),
            locked,
            indexable,
            tags_public,
            lists_public,
            default_visibility,
        }
    }
}
