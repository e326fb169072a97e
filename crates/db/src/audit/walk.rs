//! The walk along the chain: pure, row by row, and what it finds.

use super::canonical::{Veil, origin};
use super::{Hash, Tip};

/// Findings that are told one by one; the rest is counted.
pub const FINDINGS_MAX: usize = 100;

/// Something that was done to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// What this row says, or its hash, is not what was sealed.
    RowAltered { seq: i64 },
    /// These rows are gone from the middle.
    RowsRemoved { first: i64, last: i64 },
    /// The chain ends before `last`, which a head or the sealer's own mark knows of.
    Truncated { first: i64, last: i64 },
    /// The chain holds together, but at this place it is not the one that a head speaks of: it was
    /// made anew.
    ChainDiffers { seq: i64 },
    /// A head whose signature does not fit.
    HeadAltered { seq: i64 },
    /// A head that stood at this place is gone.
    HeadRemoved { seq: i64 },
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RowAltered { .. } => "audit_row_altered",
            Self::RowsRemoved { .. } => "audit_row_removed",
            Self::Truncated { .. } => "audit_truncated",
            Self::ChainDiffers { .. } => "audit_chain_differs",
            Self::HeadAltered { .. } => "audit_head_altered",
            Self::HeadRemoved { .. } => "audit_head_removed",
        }
    }
}

/// What the next row may be chained to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Hash(Hash),
    /// The row before does not fit its hash, and either of the two may be what was altered: the
    /// hash as it stands, and the one that fits what the row says.
    Either(Hash, Hash),
    /// The row before is gone.
    Unknown,
}

/// The way so far.
#[derive(Debug)]
pub(super) struct Walk {
    last: Tip,
    before: Before,
    /// What the chain has to hold, in order; the first `passed` are behind.
    claims: Vec<Tip>,
    passed: usize,
    pub(super) rows: u64,
    pub(super) erased: u64,
    pub(super) findings: Vec<Finding>,
    pub(super) more_findings: u64,
}

impl Walk {
    pub(super) fn new(mut claims: Vec<Tip>) -> Self {
        claims.sort_by_key(|claim| claim.seq);
        claims.dedup();
        let (last, before) = (Tip { seq: 0, hash: origin() }, Before::Hash(origin()));
        let (findings, more_findings) = (Vec::new(), 0);
        Self { last, before, claims, passed: 0, rows: 0, erased: 0, findings, more_findings }
    }

    pub(super) const fn last(&self) -> Tip {
        self.last
    }

    /// The place behind which the next row is looked for: at first also before the first.
    pub(super) const fn after(&self) -> i64 {
        if self.rows == 0 { i64::MIN } else { self.last.seq }
    }

    pub(super) fn found(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        } else {
            self.more_findings += 1;
        }
    }

    /// Goes on to the row that stands at `here`. `link` makes the hash that fits what it says, where
    /// it can be read at all.
    pub(super) fn step(&mut self, here: Tip, veil: Veil, link: impl Fn(&Hash) -> Option<Hash>) {
        self.rows += 1;
        self.erased += u64::from(veil == Veil::Erased);
        let wanted = self.last.seq + 1;
        if here.seq < wanted {
            return self.found(Finding::RowAltered { seq: here.seq });
        }
        if here.seq > wanted {
            self.found(Finding::RowsRemoved { first: wanted, last: here.seq - 1 });
            self.before = Before::Unknown;
        }
        let (fits, next) = self.judge(here.hash, link);
        if !fits || veil == Veil::Broken {
            self.found(Finding::RowAltered { seq: here.seq });
        }
        self.before = next;
        self.last = here;
        self.compare(here);
    }

    fn judge(&self, stands: Hash, link: impl Fn(&Hash) -> Option<Hash>) -> (bool, Before) {
        let first = match self.before {
            Before::Unknown => return (true, Before::Hash(stands)),
            Before::Hash(first) | Before::Either(first, _) => link(&first),
        };
        if first == Some(stands) {
            return (true, Before::Hash(stands));
        }
        match self.before {
            Before::Either(_, other) if link(&other) == Some(stands) => {
                (true, Before::Hash(stands))
            }
            _ => (false, first.map_or(Before::Unknown, |made| Before::Either(stands, made))),
        }
    }

    /// Holds the row against what is claimed of its place.
    fn compare(&mut self, here: Tip) {
        while let Some(claim) = self.claims.get(self.passed).filter(|c| c.seq <= here.seq) {
            let differs = claim.seq == here.seq && claim.hash != here.hash;
            self.passed += 1;
            if differs {
                self.found(Finding::ChainDiffers { seq: here.seq });
            }
        }
    }

    /// The chain is at its end: what is claimed of later places was cut off.
    pub(super) fn end(&mut self) {
        if let Some(claim) = self.claims.last().filter(|claim| claim.seq > self.last.seq) {
            let (first, last) = (self.last.seq + 1, claim.seq);
            self.found(Finding::Truncated { first, last });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canonical::chain;
    use super::*;
    use proptest::prelude::*;

    /// A row: what it says, and its hash as it stands.
    #[derive(Clone)]
    struct Said {
        seq: i64,
        says: String,
        hash: Hash,
    }

    fn sealed(rows: i64) -> Vec<Said> {
        let mut before = origin();
        (1..=rows)
            .map(|seq| {
                let says = format!("row {seq}");
                before = chain(&before, says.as_bytes());
                Said { seq, says, hash: before }
            })
            .collect()
    }

    fn walked(rows: &[Said], claims: Vec<Tip>) -> Vec<Finding> {
        let mut walk = Walk::new(claims);
        for row in rows {
            let here = Tip { seq: row.seq, hash: row.hash };
            walk.step(here, Veil::Holds, |before| Some(chain(before, row.says.as_bytes())));
        }
        walk.end();
        walk.findings
    }

    fn check(rows: i64, harm: fn(&mut Vec<Said>), wanted: &[Finding]) {
        let mut chain = sealed(rows);
        let head = chain.last().map(|row| Tip { seq: row.seq, hash: row.hash });
        harm(&mut chain);
        assert_eq!(walked(&chain, head.into_iter().collect()), wanted);
    }

    #[test]
    fn a_whole_chain_has_no_findings() {
        check(0, |_| (), &[]);
        check(9, |_| (), &[]);
    }

    #[test]
    fn an_altered_row_is_named_and_only_that_one() {
        check(9, |rows| rows[3].says.push('!'), &[Finding::RowAltered { seq: 4 }]);
        check(9, |rows| rows[3].hash = Hash::of(b"x"), &[Finding::RowAltered { seq: 4 }]);
        check(9, |rows| rows[0].says.push('!'), &[Finding::RowAltered { seq: 1 }]);
    }

    #[test]
    fn neighbours_that_were_altered_are_both_named() {
        let harm = |rows: &mut Vec<Said>| {
            rows[3].says.push('!');
            rows[4].says.push('!');
        };
        check(9, harm, &[Finding::RowAltered { seq: 4 }, Finding::RowAltered { seq: 5 }]);
    }

    #[test]
    fn rows_that_were_removed_are_named() {
        let one = |rows: &mut Vec<Said>| drop(rows.remove(3));
        check(9, one, &[Finding::RowsRemoved { first: 4, last: 4 }]);
        let first_two = |rows: &mut Vec<Said>| drop(rows.drain(..2));
        check(9, first_two, &[Finding::RowsRemoved { first: 1, last: 2 }]);
    }

    #[test]
    fn a_tail_that_was_cut_off_is_known_by_the_head() {
        check(9, |rows| rows.truncate(6), &[Finding::Truncated { first: 7, last: 9 }]);
        check(9, Vec::clear, &[Finding::Truncated { first: 1, last: 9 }]);
    }

    #[test]
    fn a_chain_made_anew_is_known_by_the_head() {
        let harm = |rows: &mut Vec<Said>| {
            let mut before = origin();
            rows[4].says.push('!');
            for row in rows {
                before = chain(&before, row.says.as_bytes());
                row.hash = before;
            }
        };
        check(9, harm, &[Finding::ChainDiffers { seq: 9 }]);
    }

    #[test]
    fn a_row_that_cannot_be_read_is_altered() {
        let rows = sealed(3);
        let mut walk = Walk::new(Vec::new());
        for row in &rows {
            let here = Tip { seq: row.seq, hash: row.hash };
            let says = (row.seq != 2).then_some(&row.says);
            walk.step(here, Veil::Holds, |before| says.map(|says| chain(before, says.as_bytes())));
        }
        assert_eq!(walk.findings, [Finding::RowAltered { seq: 2 }]);
    }

    proptest! {
        #[test]
        fn any_one_change_is_found(rows in 2_i64..40, at in 0_usize..40, kind in 0..4) {
            let mut changed = sealed(rows);
            let head = changed.last().map(|row| Tip { seq: row.seq, hash: row.hash });
            let at = at % changed.len();
            match kind {
                0 => changed[at].says.push('!'),
                1 => changed[at].hash = Hash::of(b"x"),
                2 => drop(changed.remove(at)),
                _ => changed.truncate(at),
            }
            let found = walked(&changed, head.into_iter().collect());
            prop_assert!(!found.is_empty());
        }
    }
}
