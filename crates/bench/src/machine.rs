//! What the figures were measured on.

use std::fs;
use std::process::Command;

/// Processor, cores, memory.
pub fn described() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let gib = kib_of(&memory, "MemTotal").unwrap_or(0) / 1024 / 1024;
    format!("{}, {cores} cores, {gib} GiB", model(&cpu))
}

fn model(cpuinfo: &str) -> &str {
    let lines = cpuinfo.lines().filter_map(|line| line.split_once(':'));
    let mut named = lines.filter(|(name, _)| name.trim() == "model name");
    named.next().map_or("unknown processor", |(_, model)| model.trim())
}

/// `VmRSS:     81920 kB`
pub fn kib_of(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The commit, with a mark where the tree differs from it.
pub fn revision() -> String {
    let git = |words: &[&str]| {
        let made = Command::new("git").args(words).output().ok()?;
        String::from_utf8(made.stdout).ok().map(|text| text.trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short", "HEAD"]).filter(|commit| !commit.is_empty());
    let changed = git(&["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
    let commit = commit.unwrap_or_else(|| "no revision".to_owned());
    if changed { format!("{commit} with changes") } else { commit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_kernel_says_is_read() {
        assert_eq!(model("processor\t: 0\nmodel name\t: Fast One\n"), "Fast One");
        assert_eq!(kib_of("Name:\tx\nVmRSS:\t   81920 kB\n", "VmRSS"), Some(81_920));
        assert_eq!(kib_of("", "VmRSS"), None);
    }
}
