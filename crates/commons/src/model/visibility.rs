use std::str::FromStr;

use commonround_kernel::Invalid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who may read a status. Ordered from the widest to the narrowest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody, in lists and in search.
    Public,
    /// Everybody, but in no local or tag list and not in search.
    Quiet,
    /// Followers of whoever began the thread.
    Followers,
}

impl Visibility {
    pub const ALL: [Self; 3] = [Self::Public, Self::Quiet, Self::Followers];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Quiet => "quiet",
            Self::Followers => "followers",
        }
    }

    /// Not wider than `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self >= other
    }

    /// The narrower of the two.
    #[must_use]
    pub fn narrowed_to(self, other: Self) -> Self {
        self.max(other)
    }
}

impl FromStr for Visibility {
    type Err = Invalid;
    fn from_str(raw: &str) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|v| v.as_str() == raw);
        found.ok_or_else(|| Invalid::new("visibility", "unknown"))
    }
}
