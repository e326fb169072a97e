//! Asking again until it is so, with a deadline.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// Between two looks: short beside a second, long beside a look.
const PAUSE: Duration = Duration::from_millis(20);

/// What `look` finds in time; `None` when the deadline passes first.
pub async fn poll<T>(within: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let found = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            sleep(PAUSE).await;
        }
    };
    timeout(within, found).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_look_that_finds_ends_the_wait() {
        let mut looks = 0;
        let found = poll(Duration::from_secs(60), async || {
            looks += 1;
            (looks == 3).then_some("found")
        });
        assert_eq!(found.await, Some("found"));
    }

    #[tokio::test]
    async fn a_deadline_ends_it_too() {
        assert_eq!(poll(Duration::from_millis(1), async || None::<()>).await, None);
    }
}
