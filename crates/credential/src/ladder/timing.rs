use jiff::Span;
use jiff::civil::Date;

use super::evidence::Level;
use super::state::State;

const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 24 * HOUR_SECS;
/// How long before its last day a claim is shown to expire.
const EXPIRING_DAYS: i32 = 30;
/// What one officer decides alone waits so long for a second one.
const ALONE_SECS: i64 = 48 * HOUR_SECS;
/// Nothing is believed longer without a person's look.
const FORCED_SECS: i64 = 365 * DAY_SECS;

/// What a page shows of a claim, at the moment it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Current,
    /// Days that are left, the last one not counted.
    Expiring {
        days: i32,
    },
    Conditions,
    /// Not current, for whatever reason.
    NotCurrent,
    Pending,
}

/// Computes what is shown. A date that has passed counts at once, whether or not anything has
/// noticed it yet; the last day itself is still good.
#[must_use]
pub fn shown(state: State, expires: Option<Date>, today: Date) -> Shown {
    let days = expires.map(|last| days_between(today, last));
    match state {
        State::Pending | State::Conflict => Shown::Pending,
        State::Verified | State::Conditions if days.is_some_and(|days| days < 0) => {
            Shown::NotCurrent
        }
        State::Conditions => Shown::Conditions,
        State::Verified => match days {
            Some(days) if days <= EXPIRING_DAYS => Shown::Expiring { days },
            _ => Shown::Current,
        },
        _ => Shown::NotCurrent,
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span: Span| span.get_days())
}

/// Whether a badge is shown today.
#[must_use]
pub fn has_badge(level: Level, state: State, expires: Option<Date>, today: Date) -> bool {
    let current = !matches!(shown(state, expires, today), Shown::NotCurrent | Shown::Pending);
    current && level.earns_badge()
}

/// Who decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// One officer, with nobody beside.
    Alone,
    /// Two officers.
    Together,
}

/// From when a decision counts. Until then it stands on the desk of the officers, the claim stays
/// as it is, and another officer may undo it or make it count at once.
#[must_use]
pub const fn counts_from(decided_at_secs: i64, decided: Decided) -> i64 {
    match decided {
        Decided::Alone => decided_at_secs.saturating_add(ALONE_SECS),
        Decided::Together => decided_at_secs,
    }
}

/// How a claim was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// By a register's file or a status list.
    ByFeed,
    /// By a person who looked.
    ByPerson,
}

/// When a claim is to be looked at again: after a day where a feed tells, after 90 where a person
/// looked, and a year after its last proof in any case.
#[must_use]
pub fn next_check(checked: Checked, checked_at_secs: i64, proved_at_secs: i64) -> i64 {
    let interval = match checked {
        Checked::ByFeed => DAY_SECS,
        Checked::ByPerson => 90 * DAY_SECS,
    };
    checked_at_secs.saturating_add(interval).min(proved_at_secs.saturating_add(FORCED_SECS))
}

/// When a claim that nobody has looked at becomes one to recheck (`Happening::RecheckDue`): 90 days
/// after a person looked, a year after its last proof. A feed that is late changes nothing by
/// itself: it is asked again.
#[must_use]
pub fn recheck_due(checked: Checked, checked_at_secs: i64, proved_at_secs: i64) -> i64 {
    match checked {
        Checked::ByFeed => proved_at_secs.saturating_add(FORCED_SECS),
        Checked::ByPerson => next_check(checked, checked_at_secs, proved_at_secs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(state: State, expires: Option<Date>, expect: Shown) {
        assert_eq!(shown(state, expires, date(2026, 1, 15)), expect, "{state:?} {expires:?}");
    }

    #[test]
    fn the_last_thirty_days_are_shown() {
        let day = |month, day| Some(date(2026, month, day));
        check(State::Verified, None, Shown::Current);
        check(State::Verified, day(2, 15), Shown::Current);
        check(State::Verified, day(2, 14), Shown::Expiring { days: 30 });
        check(State::Verified, day(1, 15), Shown::Expiring { days: 0 });
        check(State::Verified, day(1, 14), Shown::NotCurrent);
        check(State::Conditions, day(1, 14), Shown::NotCurrent);
        check(State::Conditions, day(1, 16), Shown::Conditions);
        check(State::Suspended, day(2, 14), Shown::NotCurrent);
        check(State::Conflict, None, Shown::Pending);
        check(State::Verified, Some(Date::MAX), Shown::Current);
        check(State::Verified, Some(Date::MIN), Shown::NotCurrent);
    }

    #[test]
    fn a_badge_needs_level_and_state() {
        let today = date(2026, 1, 15);
        let badge = |level, state| has_badge(level, state, None, today);
        assert!(badge(Level::RegisterMatch, State::Verified));
        assert!(badge(Level::SignedCredential, State::Conditions));
        assert!(!badge(Level::Vouched, State::Verified));
        assert!(!badge(Level::SignedCredential, State::Suspended));
        assert!(!has_badge(Level::RegisterMatch, State::Verified, Some(date(2026, 1, 14)), today));
    }

    #[test]
    fn looking_again_has_its_times() {
        assert_eq!(next_check(Checked::ByFeed, 0, 0), DAY_SECS);
        assert_eq!(next_check(Checked::ByPerson, 0, 0), 90 * DAY_SECS);
        assert_eq!(next_check(Checked::ByPerson, 300 * DAY_SECS, 0), 365 * DAY_SECS);
        assert_eq!(recheck_due(Checked::ByFeed, 300 * DAY_SECS, 0), 365 * DAY_SECS);
        assert_eq!(recheck_due(Checked::ByPerson, 0, 0), 90 * DAY_SECS);
        assert_eq!(recheck_due(Checked::ByPerson, 300 * DAY_SECS, 0), 365 * DAY_SECS);
        assert_eq!(counts_from(0, Decided::Alone), 172_800);
        assert_eq!(counts_from(0, Decided::Together), 0);
    }
}
