//! Words on the terminal. The only place that prints.

use std::process::ExitCode;

use commonround_db::audit::Finding;
use commonround_kernel::Error;

/// One line for the person who typed the command.
#[expect(clippy::print_stdout, reason = "commands answer on standard output")]
pub fn say(line: &str) {
    println!("{line}");
}

/// One line about how it goes, apart from the answer itself.
#[expect(clippy::print_stderr, reason = "progress must not mix with the answer")]
pub fn progress(line: &str) {
    eprintln!("{line}");
}

#[must_use]
pub fn fail(why: &str) -> ExitCode {
    progress(&format!("commonround: {why}"));
    ExitCode::FAILURE
}

/// A command ends with this where the audit log is not whole, so that a timer can tell it from a
/// command that failed.
const NOT_WHOLE: u8 = 3;

/// Says how a command failed, and gives the status it ends with.
#[must_use]
pub fn end(error: &Error) -> ExitCode {
    let failed = fail(&explain(error));
    if Finding::CODES.contains(&error.code()) { ExitCode::from(NOT_WHOLE) } else { failed }
}

/// A sentence for what went wrong, with its stable code at the end.
#[must_use]
pub fn explain(error: &Error) -> String {
    let sentence = match error.code() {
        "data_dir_in_use" => {
            "another server runs on this data directory; stop it first, or use its own commands"
        }
        "address_in_use" => "another program listens on this address; choose another with --listen",
        "not_a_demo" => {
            "this directory was not made by `demo`, so `demo` will not touch it; choose another with --data"
        }
        "is_a_demo" => {
            "this directory belongs to the demo world; serve yours from another with --data"
        }
        "public_url_fixed" => {
            "this instance was first started with another public URL, and links to it are out in the world"
        }
        "keys_mismatch" => {
            "these keys are not the ones this database was made with; restore the right key directory"
        }
        "keys_missing" => {
            "this database has been used, but its keys are missing; restore them from the file that `backup-keys` wrote"
        }
        "backup_dir_not_empty" | "data_dir_not_empty" => {
            "the directory is not empty, and nothing in it may be overwritten"
        }
        "journal_missing" => {
            "the journal of erasures is not where the backup says; name it with --journal, or say --without-journal"
        }
        "no_instance" => {
            "there is no instance in this data directory; name the right one with --data"
        }
        "restore_unfinished" => {
            "a restore into this directory did not come to its end, so people who left may be back in it; empty it and its database, and restore again"
        }
        "postgres_tools_missing" => {
            "pg_dump and pg_restore are needed; install PostgreSQL's client programs"
        }
        "backup_other_engine" => {
            "the backup was taken from another kind of database; restore it with or without --database as it was then"
        }
        "backup_damaged" => "the backup is damaged: a file is missing or its checksum differs",
        "passphrase_wrong" => "the file does not open with this passphrase",
        "passphrase_short" => "a passphrase needs at least 12 characters",
        "demo_is_local" => {
            "the demo world has doors without locks, so it listens on a loopback address only"
        }
        code if Finding::CODES.contains(&code) => {
            "the audit log is not whole; what was found stands above"
        }
        _ => return error.to_string(),
    };
    format!("{sentence} ({})", error.code())
}
