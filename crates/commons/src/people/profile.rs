//! Reads of one profile.

use commonround_db::Tx;
use commonround_identity::NameCard;
use commonround_identity::vouching::{Vouched, vouched};
use commonround_kernel::{Id, Persona, Result, Role};

use super::model::{About, Profile};
use super::policy::{Relation, Sight, may_see_lists, sight};
use super::{relations, store};

pub use super::model::ProfileSettings;

/// A persona's choices, or the defaults of its role while it made none. `role` is the one shown
/// to others; a role kept private has the private defaults.
pub fn settings_of(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    role: Option<Role>,
) -> Result<ProfileSettings> {
    let chosen = store::profiles::find_settings(tx, persona)?;
    Ok(chosen.unwrap_or_else(|| ProfileSettings::defaults(role)))
}

/// A persona's whole profile, or the defaults of its role while it wrote none.
pub fn profile_of(tx: &mut Tx<'_>, persona: Id<Persona>, role: Option<Role>) -> Result<Profile> {
    Ok(store::profiles::find(tx, persona)?.unwrap_or_else(|| Profile::defaults(role)))
}

/// One profile as one reader may see it.
#[derive(Debug, Clone)]
pub struct ProfileView {
    pub card: NameCard,
    /// Empty where a block hides it.
    pub about: About,
    pub locked: bool,
    pub indexable: bool,
    pub followers: usize,
    pub following: usize,
    /// Whether the reader may open the two lists.
    pub lists_open: bool,
    pub sight: Sight,
    pub reader: Reader,
    /// Colleagues who vouch for what is not proved yet.
    pub vouched: Vec<Vouched>,
    /// Requests that wait for an answer; 0 for everybody but the owner.
    pub requests_waiting: usize,
}

/// Who looks at a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Nobody is signed in.
    Stranger,
    Owner,
    Other(Relation),
}

impl Reader {
    fn of(viewer: Option<Id<Persona>>, owner: Id<Persona>, relation: Relation) -> Self {
        match viewer {
            None => Self::Stranger,
            Some(viewer) if viewer == owner => Self::Owner,
            Some(_) => Self::Other(relation),
        }
    }

    #[must_use]
    pub fn relation(&self) -> Relation {
        match self {
            Self::Other(relation) => *relation,
            Self::Stranger | Self::Owner => Relation::default(),
        }
    }
}

/// The profile of `card` for `viewer`. Behind a block the blocked reader gets the name only.
pub fn view_of(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    card: NameCard,
) -> Result<ProfileView> {
    let relation = relations::of_reader(tx, viewer, card.persona)?;
    let sight = sight(&relation);
    let Profile { about, settings } = profile_of(tx, card.persona, card.role)?;
    let lists_open = may_see_lists(viewer, card.persona, &settings, &relation).is_ok();
    let whole = sight == Sight::Whole;
    let (followers, following) =
        if whole { store::follows::counts(tx, card.persona)? } else { (0, 0) };
    let reader = Reader::of(viewer, card.persona, relation);
    let requests_waiting = match reader {
        Reader::Owner => store::follows::count_waiting(tx, card.persona)?,
        Reader::Stranger | Reader::Other(_) => 0,
    };
    let vouched = if whole { vouched(tx, card.persona)? } else { Vec::new() };
    Ok(ProfileView {
        about: if whole { about } else { About::default() },
        locked: settings.locked,
        indexable: settings.indexable && whole,
        followers,
        following,
        lists_open,
        sight,
        reader,
        vouched,
        requests_waiting,
        card,
    })
}
