use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use commonround_kernel::{Error, Result};
use tokio::sync::oneshot;

use crate::Tx;

/// A unit of work on its way through an engine: run, perhaps run again, and answered once.
pub(crate) trait Unit: Send {
    /// Runs the closure and keeps its answer. A panic is an answer too: a fault.
    /// `true` where the closure is content and its work may be committed.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Puts a refusal in the place of the answer.
    fn refuse(&mut self, error: Error);

    /// Sends the answer to who asked.
    fn answer(self: Box<Self>);

    /// Nobody waits for the answer any more.
    fn is_abandoned(&self) -> bool;
}

pub(crate) struct Asked<T, F> {
    ask: F,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T, F> Asked<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
{
    pub(crate) fn boxed(ask: F) -> (Box<dyn Unit>, oneshot::Receiver<Result<T>>) {
        let (reply, answer) = oneshot::channel();
        (Box::new(Self { ask, outcome: None, reply }), answer)
    }
}

impl<T, F> Unit for Asked<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let outcome = guarded(|| (self.ask)(tx)).and_then(|value| tx.verdict().map(|()| value));
        let content = outcome.is_ok();
        self.outcome = Some(outcome);
        content
    }

    fn refuse(&mut self, error: Error) {
        self.outcome = Some(Err(error));
    }

    fn answer(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or_else(|| Err(Error::Unavailable("shutting_down")));
        // Who asked may have gone away; the work stands all the same.
        let _ = self.reply.send(outcome);
    }

    fn is_abandoned(&self) -> bool {
        self.reply.is_closed()
    }
}

/// Runs `work` and turns a panic into a fault, so that one unit cannot stop a thread that serves all.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(fault_of(&*panic)))
}

/// A literal panic message is ours; a formatted one may carry what a person wrote, as that of a
/// slice out of bounds does.
pub(crate) fn fault_of(panic: &(dyn Any + Send)) -> Error {
    let said = panic.downcast_ref::<&'static str>().copied().unwrap_or("a message not logged");
    Error::fault(format!("panicked: {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_does_not_carry_what_a_person_wrote() {
        let words = String::from("my diagnosis");
        let formatted = guarded(|| -> Result<()> { panic!("no place 1 in {words}") }).unwrap_err();
        assert!(!format!("{formatted:?}").contains("diagnosis"), "{formatted:?}");
        let literal = guarded(|| -> Result<()> { panic!("meant to") }).unwrap_err();
        assert!(format!("{literal:?}").contains("meant to"), "{literal:?}");
    }
}
