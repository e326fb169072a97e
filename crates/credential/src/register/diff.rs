use super::compact::Compact;
use super::row::Standing;

/// What is remembered of a row from one import to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub fingerprint: u64,
    pub standing: Standing,
    pub conditions: bool,
    /// Imports in a row that did not have it.
    pub missing: u8,
}

impl From<&Compact> for Known {
    fn from(row: &Compact) -> Self {
        let Compact { fingerprint, standing, conditions, .. } = *row;
        Self { fingerprint, standing, conditions, missing: 0 }
    }
}

/// What a new file says of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Was not known before.
    Registered,
    /// Something that does not touch the right to practise: a name, an employer, a date.
    Changed,
    Suspended,
    Revoked,
    /// Resigned, retired or lapsed.
    Lapsed,
    /// Practises with conditions from now on.
    Conditions,
    /// Practises without conditions again, after whatever it was.
    Reinstated,
    /// Missing for so many imports in a row.
    Vanished {
        imports: u8,
    },
    Same,
}

impl Change {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Changed => "changed",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Lapsed => "lapsed",
            Self::Conditions => "conditions",
            Self::Reinstated => "reinstated",
            Self::Vanished { .. } => "vanished",
            Self::Same => "same",
        }
    }
}

/// One step for one row: what was known, and what the new file has.
///
/// A row that comes back after it was missing once was late; after it was missing more often it is
/// reinstated, because it had been doubted meanwhile.
#[must_use]
pub fn step(previous: Option<Known>, row: Option<&Compact>) -> (Change, Option<Known>) {
    match (previous, row) {
        (None, None) => (Change::Same, None),
        (None, Some(row)) => (Change::Registered, Some(Known::from(row))),
        (Some(previous), None) => {
            let missing = previous.missing.saturating_add(1);
            (Change::Vanished { imports: missing }, Some(Known { missing, ..previous }))
        }
        (Some(previous), Some(row)) => {
            let now = Known::from(row);
            (compare(&previous, &now), Some(now))
        }
    }
}

fn compare(previous: &Known, now: &Known) -> Change {
    let was_doubted = previous.missing > 1;
    let moved = previous.standing != now.standing || was_doubted;
    match now.standing {
        Standing::Suspended if moved => Change::Suspended,
        Standing::Revoked if moved => Change::Revoked,
        Standing::Inactive if moved => Change::Lapsed,
        Standing::Active if now.conditions && (moved || !previous.conditions) => Change::Conditions,
        Standing::Active if !now.conditions && (moved || previous.conditions) => Change::Reinstated,
        _ if previous.fingerprint != now.fingerprint => Change::Changed,
        _ => Change::Same,
    }
}

/// How many rows changed in which way, and whether so many are gone that a person must look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub registered: u64,
    pub changed: u64,
    pub suspended: u64,
    pub revoked: u64,
    pub lapsed: u64,
    pub conditions: u64,
    pub reinstated: u64,
    pub same: u64,
    /// Missing for the first time.
    pub gone: u64,
    /// Missing once more.
    pub still_gone: u64,
    /// Rows of the import before this one, those that have just gone included.
    pub known: u64,
}

/// The import has to wait for a person: so many rows of the last file are not in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{gone} of {known} rows are gone")]
pub struct Brake {
    pub gone: u64,
    pub known: u64,
}

impl Tally {
    /// In per cent of the rows before.
    const GONE_PERCENT: u64 = 5;

    pub fn count(&mut self, previous: Option<&Known>, change: Change) {
        self.known += u64::from(previous.is_some_and(|known| known.missing == 0));
        let counter = match change {
            Change::Registered => &mut self.registered,
            Change::Changed => &mut self.changed,
            Change::Suspended => &mut self.suspended,
            Change::Revoked => &mut self.revoked,
            Change::Lapsed => &mut self.lapsed,
            Change::Conditions => &mut self.conditions,
            Change::Reinstated => &mut self.reinstated,
            Change::Vanished { imports: 1 } => &mut self.gone,
            Change::Vanished { .. } => &mut self.still_gone,
            Change::Same => &mut self.same,
        };
        *counter += 1;
    }

    /// Ask this when the whole file is read and before anything of it is applied.
    ///
    /// # Errors
    /// Where a twentieth of the rows of the last import or more are gone: a file that was cut or
    /// filtered must not take badges away.
    pub const fn brake(&self) -> Result<(), Brake> {
        let Self { gone, known, .. } = *self;
        if gone > 0 && gone.saturating_mul(100) >= known.saturating_mul(Self::GONE_PERCENT) {
            return Err(Brake { gone, known });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::RowKey;

    const fn known(standing: Standing, conditions: bool, missing: u8) -> Known {
        Known { fingerprint: 1, standing, conditions, missing }
    }

    fn check(previous: Known, standing: Standing, conditions: bool, fingerprint: u64, code: &str) {
        let row = Compact { key: RowKey(1), fingerprint, standing, conditions, line: 2 };
        let (change, next) = step(Some(previous), Some(&row));
        assert_eq!(change.code(), code, "{previous:?} -> {row:?}");
        assert_eq!(next, Some(Known::from(&row)));
    }

    #[test]
    fn a_row_moves_to_what_the_new_file_says() {
        use Standing::{Active, Inactive, Revoked, Suspended};
        let fine = known(Active, false, 0);
        check(fine, Active, false, 1, "same");
        check(fine, Active, false, 2, "changed");
        check(fine, Active, true, 2, "conditions");
        check(fine, Suspended, false, 2, "suspended");
        check(fine, Revoked, false, 2, "revoked");
        check(fine, Inactive, false, 2, "lapsed");
        check(known(Active, true, 0), Active, true, 2, "changed");
        check(known(Active, true, 0), Active, false, 2, "reinstated");
        check(known(Suspended, false, 0), Active, false, 2, "reinstated");
        check(known(Suspended, false, 0), Active, true, 2, "conditions");
        check(known(Suspended, false, 0), Suspended, false, 2, "changed");
        check(known(Suspended, true, 0), Suspended, false, 1, "same");
        check(known(Active, false, 1), Active, false, 1, "same");
        check(known(Active, false, 2), Active, false, 1, "reinstated");
        check(known(Active, true, 2), Active, true, 1, "conditions");
        check(known(Suspended, false, 2), Suspended, false, 1, "suspended");
    }

    #[test]
    fn a_row_that_is_missing_is_counted() {
        let (first, gone) = step(Some(known(Standing::Active, false, 0)), None);
        assert_eq!(first, Change::Vanished { imports: 1 });
        let (again, _) = step(gone, None);
        assert_eq!(again, Change::Vanished { imports: 2 });
        let (long_ago, _) = step(Some(known(Standing::Active, false, u8::MAX)), None);
        assert_eq!(long_ago, Change::Vanished { imports: u8::MAX });
    }

    #[test]
    fn a_twentieth_of_the_rows_stops_the_import() {
        let tally = |gone, known| Tally { gone, known, ..Tally::default() };
        assert_eq!(tally(4, 100).brake(), Ok(()));
        assert_eq!(tally(5, 100).brake(), Err(Brake { gone: 5, known: 100 }));
        assert_eq!(tally(0, 0).brake(), Ok(()));
        assert_eq!(tally(1, 20).brake(), Err(Brake { gone: 1, known: 20 }));
        assert_eq!(tally(1, 21).brake(), Ok(()));
    }
}
