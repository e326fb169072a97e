//! Every table says how long its rows are kept: `-- retention: …` right before its CREATE TABLE.

use super::Finding;
use super::tokens::Source;
use crate::workspace::File;

const CLASSES: &[&str] = &["account", "content", "care", "audit", "ephemeral"];

pub fn check_source(source: &Source<'_>) -> Vec<Finding> {
    if source.file.krate() == Some("xtask") {
        return Vec::new();
    }
    let unkept = source.texts().flat_map(|(token, text)| {
        without_class(text).into_iter().map(move |(line, table)| (token.line + line, table))
    });
    unkept.map(|(line, table)| finding(&source.file.path, line, &table)).collect()
}

pub fn check_sql(file: &File) -> Vec<Finding> {
    let unkept = without_class(&file.text);
    unkept.into_iter().map(|(line, table)| finding(&file.path, line + 1, &table)).collect()
}

fn finding(path: &str, line: usize, table: &str) -> Finding {
    Finding::new(path, line, format!("{table} has no retention class before its CREATE TABLE"))
}

/// Tables without a class, with the line inside the text, from zero.
fn without_class(sql: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = sql.lines().map(str::trim).collect();
    let creates = lines.iter().enumerate().filter_map(|(at, line)| Some((at, created(line)?)));
    creates
        .filter(|(at, _)| {
            !lines[..*at].iter().rev().find(|l| !l.is_empty()).is_some_and(|l| names_class(l))
        })
        .map(|(at, table)| (at, table.to_owned()))
        .collect()
}

fn created(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("CREATE TABLE ")?;
    let rest = rest.strip_prefix("IF NOT EXISTS ").unwrap_or(rest);
    rest.split(|c: char| c == '(' || c.is_whitespace()).next()
}

fn names_class(line: &str) -> bool {
    let class = line.strip_prefix("-- retention:").map(str::trim);
    class.is_some_and(|class| CLASSES.contains(&class.split_whitespace().next().unwrap_or("")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_right_before_counts_and_nothing_else() {
        let sql = "-- retention: content\nCREATE TABLE a (x BIGINT);\n\nCREATE TABLE b (x BIGINT);\n\
            -- retention: forever\nCREATE TABLE IF NOT EXISTS c(x BIGINT);";
        assert_eq!(without_class(sql), [(3, "b".to_owned()), (5, "c".to_owned())]);
    }
}
