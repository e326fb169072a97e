//! Every list, text and span of time in this room has an end.

use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

pub const HANDLE_CHARS_MIN: usize = 2;
pub const HANDLE_CHARS_MAX: usize = 30;
pub const DISPLAY_NAME_CHARS_MAX: usize = 60;
/// RFC 5321: 64 before the `@`, 254 in all.
pub const EMAIL_LOCAL_CHARS_MAX: usize = 64;
pub const EMAIL_CHARS_MAX: usize = 254;
pub const PASSWORD_CHARS_MIN: usize = 10;
pub const PASSWORD_CHARS_MAX: usize = 128;
pub const TOKEN_LABEL_CHARS_MAX: usize = 60;
pub const TIME_ZONE_CHARS_MAX: usize = 64;

/// Personas an account may speak through. Its sealed list always has room for this many, so that
/// its length tells nothing.
pub const PERSONAS_MAX: usize = 8;
/// Devices that may be signed in at once; a further one signs out the one unseen for longest.
pub const SESSIONS_MAX: usize = 40;
/// Personal access tokens of one account.
pub const TOKENS_MAX: usize = 40;
/// Accounts in one answer of the admin command.
pub const ACCOUNTS_LISTED_MAX: usize = 1_000;
/// Rows of each kind that one run of the sweep removes.
pub const SWEEP_ROWS_MAX: usize = 500;

/// Password hashes worked on at the same time: each takes 19 MiB and a core.
pub const HASHES_AT_ONCE: usize = 2;

/// A device not seen for this long is signed out.
pub const SESSION_IDLE: Duration = Duration::from_secs(30 * 86_400);
/// A device is signed out after this long in any case.
pub const SESSION_LIFE: Duration = Duration::from_secs(180 * 86_400);
/// How often a session's last-seen time is written at most.
pub const SESSION_SEEN_EVERY: Duration = HOUR;

pub const CONFIRM_CODE_LIFE: Duration = Duration::from_secs(48 * 3_600);
pub const RESET_CODE_LIFE: Duration = HOUR;
pub const SETUP_CODE_LIFE: Duration = DAY;
/// How long a spent or expired code is remembered, so that a replay is told what happened.
pub const CODE_MEMORY: Duration = Duration::from_secs(7 * 86_400);
/// An account whose address nobody confirmed goes after this long, and its handle is free again.
pub const UNCONFIRMED_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// A letter that no mailer took in this long is dropped: its links are dead by then.
pub const MAIL_LIFE: Duration = Duration::from_secs(3 * 86_400);
/// How often the sweep runs.
pub const SWEEP_EVERY: Duration = HOUR;
/// The name of a group of people whose loyalties lie together.
pub const CONFLICT_GROUP_CHARS_MAX: usize = 80;
