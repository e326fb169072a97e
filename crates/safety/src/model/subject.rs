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
        _ => "safety-kind-other",
    }
}
