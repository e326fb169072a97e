use std::time::Duration;

/// How long a person has to prove a protected title before it leaves the name.
pub const TITLE_GRACE: Duration = Duration::from_secs(7 * 86_400);
/// How often it is asked whether the pack of titles has changed.
pub const REPACK_EVERY: Duration = Duration::from_secs(3_600);
/// Names read at once where all are looked through.
pub const NAMES_AT_ONCE: usize = 500;
/// Personas relabelled at once when somebody is no longer verified.
pub const ALIKE_MAX: usize = 500;
