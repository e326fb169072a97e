use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use commonround_kernel::{Env, Error, Result};
use governor::clock::{Clock, Reference as _};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

/// After how many checks forgotten keys are swept out.
const SWEEP_EVERY: u64 = 8_192;

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitClass {
    /// Any page or JSON; counted by the stack.
    Read,
    /// Any write; counted by the stack.
    Write,
    /// A password tried, by address.
    SignIn,
    /// A password tried, by account: the address does not matter.
    SignInAccount,
    /// An account made.
    SignUp,
    /// A letter asked for: confirmation, reset.
    Mail,
    /// A code or link tried.
    Code,
    /// A status published.
    Publish,
    /// A report filed.
    Report,
    /// A search.
    Search,
}

impl LimitClass {
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Write,
        Self::SignIn,
        Self::SignInAccount,
        Self::SignUp,
        Self::Mail,
        Self::Code,
        Self::Publish,
        Self::Report,
        Self::Search,
    ];

    /// So many at once, and so many a window after that.
    const fn quota(self) -> (u32, Duration) {
        const MINUTE: u64 = 60;
        let (count, secs) = match self {
            Self::Read => (600, MINUTE),
            Self::Write => (120, MINUTE),
            Self::SignIn => (20, 10 * MINUTE),
            Self::SignInAccount | Self::Code => (10, 10 * MINUTE),
            Self::SignUp => (10, 60 * MINUTE),
            Self::Mail => (5, 60 * MINUTE),
            Self::Publish => (30, 10 * MINUTE),
            Self::Report => (20, 60 * MINUTE),
            Self::Search => (60, MINUTE),
        };
        (count, Duration::from_secs(secs))
    }
}

#[derive(Clone)]
struct EnvClock(Env);

impl Clock for EnvClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().millis()).unwrap_or(0))
    }
}

type Bucket = RateLimiter<String, DashMapStateStore<String>, EnvClock, NoOpMiddleware<Duration>>;

/// Counts what people do, on the clock of `Env`, so that the demo's and the tests' clock frees them.
/// Keys live in memory only.
#[derive(Clone)]
pub struct Limiter(Option<Arc<Inner>>);

struct Inner {
    env: Env,
    buckets: Vec<Bucket>,
    checks: AtomicU64,
}

impl Limiter {
    #[must_use]
    pub fn new(env: Env) -> Self {
        metrics::gauge!("web_rate_limits_on").set(1.0);
        let buckets = LimitClass::ALL.into_iter().map(|class| bucket(class, &env)).collect();
        Self(Some(Arc::new(Inner { env, buckets, checks: AtomicU64::new(0) })))
    }

    /// Lets everything through: for benchmarks. `/metrics` shows it.
    #[must_use]
    pub fn off() -> Self {
        metrics::gauge!("web_rate_limits_on").set(0.0);
        Self(None)
    }

    #[must_use]
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Counts one more for `key`, or refuses with the time to wait.
    pub fn check(&self, class: LimitClass, key: &str) -> Result<()> {
        let Some(inner) = &self.0 else { return Ok(()) };
        let bucket = &inner.buckets[class as usize];
        if inner.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            inner.buckets.iter().for_each(RateLimiter::retain_recent);
        }
        bucket.check_key(&key.to_owned()).map_err(|until| {
            metrics::counter!("web_limited_total", "class" => format!("{class:?}")).increment(1);
            let now = EnvClock(inner.env.clone()).now();
            let wait = Duration::from(until.earliest_possible().duration_since(now));
            Error::Limited { code: "limited", retry_after: wait }
        })
    }
}

fn bucket(class: LimitClass, env: &Env) -> Bucket {
    let (count, window) = class.quota();
    let burst = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(window / count)
        .expect("each window is longer than zero")
        .allow_burst(burst);
    RateLimiter::new(quota, DashMapStateStore::default(), EnvClock(env.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonround_kernel::{AdjustableClock, Timestamp};

    #[test]
    fn counts_by_key_and_frees_with_the_clock() {
        let clock = Arc::new(AdjustableClock::fixed(Timestamp::from_millis(1_795_000_000_000)));
        let limiter = Limiter::new(Env::with_clock(clock.clone()));
        for _ in 0..5 {
            limiter.check(LimitClass::Mail, "a").unwrap();
        }
        let Err(Error::Limited { code: "limited", retry_after }) =
            limiter.check(LimitClass::Mail, "a")
        else {
            panic!("the sixth is refused");
        };
        assert_eq!(retry_after, Duration::from_secs(12 * 60));
        limiter.check(LimitClass::Mail, "b").unwrap();
        limiter.check(LimitClass::SignUp, "a").unwrap();
        clock.advance(Duration::from_secs(12 * 60));
        limiter.check(LimitClass::Mail, "a").unwrap();
        assert!(limiter.check(LimitClass::Mail, "a").is_err());
    }

    #[test]
    fn a_clock_that_moves_back_locks_nobody_out_for_longer_than_it_moved() {
        let clock = Arc::new(AdjustableClock::fixed(Timestamp::from_millis(1_795_000_000_000)));
        let limiter = Limiter::new(Env::with_clock(clock.clone()));
        limiter.check(LimitClass::Search, "a").unwrap();
        clock.rewind(Duration::from_secs(1));
        limiter.check(LimitClass::Search, "a").unwrap();
    }

    #[test]
    fn off_lets_everything_through() {
        let limiter = Limiter::off();
        assert!((0..10_000).all(|_| limiter.check(LimitClass::Mail, "a").is_ok()));
    }
}
