use commonround_kernel::ports::{Letter, Mailer, Promise};
use commonround_kernel::{Error, Result};
use parking_lot::Mutex;

/// A mailer that keeps what it is given.
#[derive(Default)]
pub struct FakeMail {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    letters: Vec<Letter>,
    failures_left: usize,
}

impl FakeMail {
    /// Every letter so far, oldest first.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        self.inside.lock().letters.clone()
    }

    /// The latest letter to an address.
    #[must_use]
    pub fn latest_to(&self, address: &str) -> Option<Letter> {
        self.inside.lock().letters.iter().rev().find(|letter| letter.to == address).cloned()
    }

    /// Makes the next `times` sendings fail.
    pub fn fail(&self, times: usize) {
        self.inside.lock().failures_left = times;
    }
}

impl Mailer for FakeMail {
    fn send<'a>(&'a self, letter: &'a Letter) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let mut inside = self.inside.lock();
            if inside.failures_left > 0 {
                inside.failures_left -= 1;
                return Err(Error::Unavailable("mail_down"));
            }
            inside.letters.push(letter.clone());
            Ok(())
        })
    }
}
