//! The audit log: who did what, to what, about whom and why, in a chain that shows what was changed.
//!
//! A room calls `record` inside the write unit of the act. The row commits unsealed; one sealer of
//! an instance then gives rows their places in the chain, batch by batch, and every five minutes a
//! head is signed and leaves the server. `verify` walks all of it.

mod canonical;
mod hash;
mod head;
mod read;
mod record;
pub(crate) mod seal;
mod verify;
mod walk;

pub use hash::{Hash, Tip};
pub use head::{Head, Leave, PURPOSE, heads, newest_heads};
pub use read::{Act, Filter, PAGE_ACTS_MAX, Progress, page, progress};
pub use record::{Accessor, Entry, Named, REASON_CHARS_MAX, erase_subject, record};
pub use verify::{Verdict, Witness, verify};
pub use walk::{FINDINGS_MAX, Finding};
