use std::str::FromStr;

use commonround_kernel::Invalid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The ways to answer without words. All are kind; there is no dislike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    HelpedMe,
    WithYou,
    MeToo,
    ThankYou,
}

impl Reaction {
    pub const ALL: [Self; 4] = [Self::HelpedMe, Self::WithYou, Self::MeToo, Self::ThankYou];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HelpedMe => "helped_me",
            Self::WithYou => "with_you",
            Self::MeToo => "me_too",
            Self::ThankYou => "thank_you",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl FromStr for Reaction {
    type Err = Invalid;
    fn from_str(raw: &str) -> Result<Self, Invalid> {
        if raw.is_empty() {
            return Err(Invalid::new("kind", "required"));
        }
        let found = Self::ALL.into_iter().find(|r| r.as_str() == raw);
        found.ok_or_else(|| Invalid::new("kind", "unknown"))
    }
}

/// How many people gave each reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Counts {
    pub helped_me: u32,
    pub with_you: u32,
    pub me_too: u32,
    pub thank_you: u32,
}

impl Counts {
    #[must_use]
    pub const fn of(&self, reaction: Reaction) -> u32 {
        match reaction {
            Reaction::HelpedMe => self.helped_me,
            Reaction::WithYou => self.with_you,
            Reaction::MeToo => self.me_too,
            Reaction::ThankYou => self.thank_you,
        }
    }

    /// Nobody reacted, so nobody needs to be asked who did.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.helped_me == 0 && self.with_you == 0 && self.me_too == 0 && self.thank_you == 0
    }
}

/// Which reactions the reader gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mine(u8);

impl Mine {
    pub fn add(&mut self, reaction: Reaction) {
        self.0 |= reaction.bit();
    }

    #[must_use]
    pub const fn has(self, reaction: Reaction) -> bool {
        self.0 & reaction.bit() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Reaction> {
        Reaction::ALL.into_iter().filter(move |r| self.has(*r))
    }
}
