//! `kill -9` at random moments while a register is imported: what is known of it is all of the old
//! file until all of the new one was read, and the same command again brings it to its end.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::Result;
use commonround_server::instance::{Instance, Kind};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::stage::Stage;

/// More than one unit takes over, so that a kill may fall between two of them.
const ROWS: usize = 45_000;
const ROUNDS: usize = 6;
/// The longest run before the first kill.
const RUN_MILLIS: u64 = 2_000;
const CLASSES: [&str; 2] = ["General", "Temporary"];
const HEADER: &str = "register,jurisdiction,reg_no,family,given,former_names,profession,class,\
                      status,status_from,expires,conditions,conditions_url,employer,as_of";

/// A register in which everybody is of one class.
fn write_file(path: &Path, class: &str) {
    let mut text = format!("{HEADER}\n");
    for n in 0..ROWS {
        writeln!(
            text,
            "cno,CA-ON,{n:07},Family{n},Given,,registered_nurse,{class},active,2020-01-01,\
             2027-12-31,no,,,2026-11-18"
        )
        .unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn import(stage: &Stage, file: &Path) -> Command {
    let mut command = stage.command(&["import", "register", "--register", "cno"]);
    command.arg(file).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn import_whole(stage: &Stage, file: &Path) {
    assert!(import(stage, file).status().unwrap().success(), "the import ends well");
}

/// Whether it was killed, and had not ended by itself.
fn import_until_killed(stage: &Stage, file: &Path, run: Duration) -> bool {
    let mut child = import(stage, file).spawn().unwrap();
    std::thread::sleep(run);
    let ended = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    !ended
}

/// What is known of the register.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    /// Rows of either class.
    rows: [i64; 2],
    /// The new file was read to its end and found good; it is being taken over.
    is_applying: bool,
    /// Rows that lie on the stage for it.
    staged: i64,
}

fn known(tx: &mut Tx<'_>) -> Result<Known> {
    let count = "SELECT count(*) FROM identity_registration WHERE register = 'cno' AND class = $1";
    let mut of = |class: &str| tx.one(count, (class,), |row| row.get::<i64>(0));
    let rows = [of(CLASSES[0])?, of(CLASSES[1])?];
    let sql = "SELECT applying FROM identity_register WHERE code = 'cno'";
    let is_applying = tx.maybe(sql, (), |row| row.get(0))?.unwrap_or(false);
    let sql = "SELECT count(*) FROM identity_registration_staged s
               JOIN identity_register r ON r.staged_import = s.import";
    let staged = tx.one(sql, (), |row| row.get(0))?;
    Ok(Known { rows, is_applying, staged })
}

async fn look(stage: &Stage) -> Known {
    let instance = Instance::open(stage.config(), Kind::Chore).await.unwrap();
    let known = instance.db.read(known).await.unwrap();
    instance.close().await;
    known
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_import_leaves_nothing_half_taken_and_starts_again() {
    let seed = std::env::var("COMMONROUND_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(42);
    println!("COMMONROUND_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let total = i64::try_from(ROWS).unwrap();
    let all_of = |class: usize| if class == 0 { [total, 0] } else { [0, total] };
    let mut stage = Stage::empty();
    assert!(stage.stop(), "the server stops well");
    let files = CLASSES.map(|class| stage.beside(class));
    files.iter().zip(CLASSES).for_each(|(file, class)| write_file(file, class));
    import_whole(&stage, &files[0]);
    let (mut longest, mut cut) = (RUN_MILLIS, [0, 0]);
    for round in 0..ROUNDS {
        let (old, new) = (round % 2, 1 - round % 2);
        let run = Duration::from_millis(dice.random_range(20..longest));
        let killed = import_until_killed(&stage, &files[new], run);
        // So that kills fall everywhere in an import, however fast the machine is.
        longest = if killed { longest * 5 / 4 } else { longest * 3 / 4 };
        let found = look(&stage).await;
        if found.is_applying {
            let taken = total - found.rows[old];
            assert_eq!(taken + found.staged, total, "round {round}: a row is lost: {found:?}");
            cut[1] += 1;
        } else if found.rows != all_of(new) {
            assert_eq!(found.rows, all_of(old), "round {round}: half taken: {found:?}");
            cut[0] += 1;
        }
        import_whole(&stage, &files[new]);
        let ended = Known { rows: all_of(new), is_applying: false, staged: 0 };
        assert_eq!(look(&stage).await, ended, "round {round}");
    }
    println!("killed {} times while it read, {} while it took over", cut[0], cut[1]);
    assert!(cut[0] > 0, "no import was cut while it read");
}
