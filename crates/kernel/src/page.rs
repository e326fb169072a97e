use crate::limits::{PAGE_ITEMS, PAGE_ITEMS_MAX};

/// One page of a keyset-paged list, newest first: what stands strictly before (or after) an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    pub before: Option<i64>,
    pub after: Option<i64>,
    /// Between 1 and `PAGE_ITEMS_MAX`.
    pub limit: usize,
}

impl Slice {
    #[must_use]
    pub fn first() -> Self {
        Self { before: None, after: None, limit: PAGE_ITEMS }
    }

    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit: limit.clamp(1, PAGE_ITEMS_MAX), ..self }
    }

    /// The upper bound for SQL: `id < ceiling`.
    #[must_use]
    pub fn ceiling(&self) -> i64 {
        self.before.unwrap_or(i64::MAX)
    }

    /// The lower bound for SQL: `id > floor`.
    #[must_use]
    pub fn floor(&self) -> i64 {
        self.after.unwrap_or(0)
    }
}
