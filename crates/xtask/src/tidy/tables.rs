//! Who owns a table is in its name, and only the owner's store names it in SQL.

use std::collections::BTreeSet;

use super::Finding;
use super::tokens::Source;

/// The crates with tables and how their tables begin.
const OWNERS: &[(&str, &[&str])] = &[
    ("db", &["db_", "outbox", "delivery", "job", "search_"]),
    ("identity", &["identity_"]),
    ("media", &["media_"]),
    ("record", &["record_"]),
    ("commons", &["commons_"]),
    ("evidence", &["evidence_"]),
    ("safety", &["safety_"]),
    ("care", &["care_"]),
    ("visits", &["visits_"]),
    ("guide", &["guide_"]),
    ("careers", &["careers_"]),
    ("improve", &["improve_"]),
    ("advocacy", &["advocacy_"]),
    ("learning", &["learning_"]),
    ("notify", &["notify_"]),
    ("mastodon", &["mastodon_"]),
    ("federation", &["federation_"]),
    ("fhir_api", &["fhir_api_"]),
];

/// They drive databases from outside.
const DRIVERS: &[&str] = &["testkit", "xtask", "e2e", "bench"];

/// The engines' own catalogues, which `db` asks.
const ENGINE_TABLES: &[&str] = &["sqlite_", "pg_", "pragma_", "information_schema"];

const VERBS: &[&str] =
    &["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WITH", "TRUNCATE"];

/// What one of the engines lacks, or does differently.
const BANNED: &[(&str, &str)] = &[
    (" OFFSET ", "page by key"),
    ("FOR UPDATE", "take a row by UPDATE … RETURNING"),
    ("LATERAL", "one engine lacks it"),
    ("now()", "time comes from Env"),
    ("lower(", "fold in Rust"),
    ("ANY(ARRAY", "db::in_list"),
    ("MERGE INTO", "INSERT … ON CONFLICT"),
];

pub fn check(source: &Source<'_>) -> Vec<Finding> {
    let Some(krate) = source.file.krate().filter(|krate| !DRIVERS.contains(krate)) else {
        return Vec::new();
    };
    let named_here: BTreeSet<&str> = source.texts().flat_map(|(_, sql)| named_parts(sql)).collect();
    let may_hold_sql = krate == "db" || is_store(&source.file.path);
    let complaints = source.texts().flat_map(|(token, text)| {
        let found = complaints(krate, may_hold_sql, &named_here, text);
        found.into_iter().map(move |what| (token.line, what))
    });
    complaints.map(|(line, what)| Finding::new(&source.file.path, line, what)).collect()
}

/// `store/…`, `store.rs` and the migrations beside them.
fn is_store(path: &str) -> bool {
    path.contains("/store/") || path.ends_with("/store.rs") || path.contains("/migration")
}

fn complaints(krate: &str, may_hold_sql: bool, parts: &BTreeSet<&str>, text: &str) -> Vec<String> {
    let mut found: Vec<String> = tables(text)
        .into_iter()
        .filter(|table| !parts.contains(table))
        .filter_map(|table| trespass(krate, table, is_statement(text)))
        .collect();
    // A probe such as `SELECT 1` names no table and belongs to nobody.
    if is_statement(text) && !may_hold_sql && !tables(text).is_empty() {
        found.push("SQL belongs into the store".to_owned());
    }
    if is_statement(text) || text.contains(" WHERE ") {
        let banned = BANNED.iter().filter(|(word, _)| text.contains(word));
        found.extend(banned.map(|(word, instead)| format!("no `{}`: {instead}", word.trim())));
    }
    found
}

fn trespass(krate: &str, table: &str, in_statement: bool) -> Option<String> {
    match owner(table) {
        Some(owner) if owner == krate => None,
        Some(owner) => Some(format!("{table} belongs to {owner}")),
        None if krate == "db" && ENGINE_TABLES.iter().any(|own| table.starts_with(own)) => None,
        None if in_statement => Some(format!("{table} does not carry its owner's name")),
        None => None,
    }
}

fn owner(table: &str) -> Option<&'static str> {
    let owns = |prefixes: &[&str]| prefixes.iter().any(|prefix| table.starts_with(prefix));
    OWNERS.iter().find(|(_, prefixes)| owns(prefixes)).map(|(krate, _)| *krate)
}

fn is_statement(text: &str) -> bool {
    let mut words = text.lines().map(str::trim).filter(|line| !line.starts_with("--"));
    let first = words.find(|line| !line.is_empty()).unwrap_or("");
    let verb = first.split_whitespace().next().unwrap_or("");
    let more = text.split_whitespace().nth(1).is_some();
    more && VERBS.contains(&verb)
}

/// Names that stand where SQL names a table.
fn tables(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = (1..words.len()).filter(|&at| names_table(&words, at));
    named.filter_map(|at| table_name(words[at])).collect()
}

fn names_table(words: &[&str], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |i| words[i]);
    match before(1).trim_start_matches('(') {
        // `IS DISTINCT FROM x` compares.
        "FROM" => before(2) != "DISTINCT",
        "JOIN" | "INTO" | "TABLE" => true,
        "UPDATE" => words[at] != "SET",
        "EXISTS" => before(4) == "TABLE" || before(3) == "TABLE",
        _ => false,
    }
}

/// The bare name, when the word is one: not a sub-select, a function or a placeholder.
fn table_name(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(word.len());
    let (name, rest) = word.split_at(end);
    let lower = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let is_name = !name.is_empty() && lower && !rest.starts_with(['{', '(']);
    // `INSERT INTO t(a)` and `CREATE TABLE t(a)` are tables all the same.
    (is_name || (lower && owner(name).is_some())).then_some(name)
}

/// The names that `WITH a AS (…), b (x) AS (…)` gives to its parts.
fn named_parts(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = words.windows(2).enumerate();
    let ends = ends.filter(|(at, pair)| *at > 0 && pair[0] == "AS" && opens_part(pair[1]));
    ends.filter_map(|(at, _)| part_name(&words[..at])).collect()
}

fn opens_part(word: &str) -> bool {
    word.starts_with('(') || word == "MATERIALIZED" || word == "NOT"
}

fn part_name<'a>(before: &[&'a str]) -> Option<&'a str> {
    let last = before.last()?;
    let at = if last.ends_with(')') {
        let open = before.iter().rposition(|word| word.contains('('))?;
        // `a (x, y)` or `a(x, y)`
        if before[open].starts_with('(') { open.checked_sub(1)? } else { open }
    } else {
        before.len() - 1
    };
    before[at].split('(').next().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    fn check_sql(path: &str, sql: &str) -> Vec<String> {
        let file = file(path, &format!("const Q: &str = \"{sql}\";"));
        check(&Source::parse(&file).unwrap()).into_iter().map(|found| found.what).collect()
    }

    const STORE: &str = "crates/commons/src/store/statuses.rs";

    #[test]
    fn own_tables_are_named_freely() {
        for sql in [
            "SELECT a FROM commons_status s JOIN commons_follow f ON f.x = s.y",
            "INSERT INTO commons_status (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1",
            "WITH near AS (SELECT id FROM commons_status) SELECT id FROM near, (SELECT 1)",
            "WITH RECURSIVE up (id, n) AS (SELECT id, 1 FROM commons_status) SELECT id FROM up",
            "DELETE FROM commons_status WHERE a IS DISTINCT FROM b",
            "CREATE TABLE IF NOT EXISTS commons_x(id BIGINT)",
        ] {
            assert_eq!(check_sql(STORE, sql), [""; 0], "{sql}");
        }
    }

    #[test]
    fn tables_of_others_are_not() {
        let join = "SELECT a FROM commons_status JOIN identity_persona p ON p.id = author";
        assert_eq!(check_sql(STORE, join), ["identity_persona belongs to identity"]);
        let piece = " AND id IN (SELECT x FROM evidence_fact)";
        assert_eq!(check_sql(STORE, piece), ["evidence_fact belongs to evidence"]);
    }

    #[test]
    fn a_table_without_an_owner_is_found() {
        assert_eq!(
            check_sql(STORE, "UPDATE statuses SET a = 1"),
            ["statuses does not carry its owner's name"]
        );
    }

    #[test]
    fn sql_stands_in_the_store() {
        let sql = "SELECT a FROM commons_status";
        assert_eq!(check_sql("crates/commons/src/web/a.rs", sql), ["SQL belongs into the store"]);
        assert!(check_sql("crates/commons/src/people/store/a.rs", sql).is_empty());
        assert!(check_sql("crates/commons/src/tests/a.rs", sql).is_empty());
    }

    #[test]
    fn what_one_engine_lacks_is_found() {
        let found = check_sql(STORE, "SELECT a FROM commons_status LIMIT 1 OFFSET 2 FOR UPDATE");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn prose_is_no_sql() {
        assert!(check_sql("crates/web/src/a.rs", "Choose FROM the list WITH care").is_empty());
    }
}
