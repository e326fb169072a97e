use commonround_kernel::{Id, Persona};
use commonround_vocabulary::{About, AboutKind, Status};

/// What a report or a case is about, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub persona: Id<Persona>,
    pub about: About,
}

impl Subject {
    #[must_use]
    pub const fn persona(persona: Id<Persona>) -> Self {
        Self { persona, about: About { kind: AboutKind::Persona, id: persona.get() } }
    }

    #[must_use]
    pub const fn status(persona: Id<Persona>, status: Id<Status>) -> Self {
        Self { persona, about: About { kind: AboutKind::Status, id: status.get() } }
    }

    /// What it is where it is neither a persona nor a status.
    #[must_use]
    pub fn as_thing(&self) -> Option<About> {
        let is_other = !matches!(self.about.kind, AboutKind::Persona | AboutKind::Status);
        is_other.then_some(self.about)
    }

    #[must_use]
    pub fn as_status(&self) -> Option<Id<Status>> {
        (self.about.kind == AboutKind::Status).then(|| Id::from_i64(self.about.id))
    }
}

/// The key of the word for a kind of thing.
#[must_use]
pub const fn kind_key(kind: AboutKind) -> &'static str {
    match kind {
        AboutKind::Persona => "safety-kind-persona",
        AboutKind::Status => "safety-kind-status",
        AboutKind::Note => "safety-kind-note",
        AboutKind::Answer => "safety-kind-answer",
        AboutKind::ClaimRecord => "safety-kind-claim",
        _ => "safety-kind-other",
    }
}

/// The page of a thing by its id. `None` for a persona, whose page has its name, and for what
/// nobody reports.
#[must_use]
pub fn page_of(about: About) -> Option<String> {
    let shelf = match about.kind {
        AboutKind::Status => "statuses",
        AboutKind::Note => "notes",
        AboutKind::Answer => "answers",
        AboutKind::ClaimRecord => "claims",
        _ => return None,
    };
    Some(format!("/{shelf}/{}", about.id))
}
