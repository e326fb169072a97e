//! One schema text for both engines, and what SQLite makes of it.

/// Two small differences: a lone `BIGINT PRIMARY KEY` becomes the row's own number instead of a
/// second tree, and a table with a key of several columns is stored in the order of that key.
pub(crate) fn translate(sql: &str) -> String {
    statements(sql).into_iter().map(translate_one).collect()
}

fn translate_one(statement: &str) -> String {
    let statement = statement.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY");
    let is_table = statement.lines().any(|line| line.trim_start().starts_with("CREATE TABLE"));
    let is_keyed = is_table && statement.contains("PRIMARY KEY (");
    format!("{statement}{};\n", if is_keyed { " WITHOUT ROWID" } else { "" })
}

/// Splits at the semicolons that stand outside of texts and comments.
fn statements(sql: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    let (mut in_text, mut in_comment) = (false, false);
    let bytes = sql.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => in_comment = false,
            _ if in_comment => {}
            b'\'' => in_text = !in_text,
            b'-' if !in_text && bytes.get(at + 1) == Some(&b'-') => in_comment = true,
            b';' if !in_text => {
                found.push(&sql[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&sql[start..]);
    found.retain(|statement| has_code(statement));
    found
}

fn has_code(statement: &str) -> bool {
    statement.lines().any(|line| !line.trim().is_empty() && !line.trim().starts_with("--"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semicolons_in_texts_and_comments_end_nothing() {
        let sql =
            "-- a; b\nCREATE TABLE a_b (x TEXT DEFAULT ';');\n\nCREATE INDEX i ON a_b (x); -- c;";
        assert_eq!(statements(sql).len(), 2);
    }

    #[test]
    fn keys_become_the_order_of_storage() {
        let two = "-- retention: content\nCREATE TABLE t (a BIGINT, b BIGINT, PRIMARY KEY (a, b));";
        assert!(translate(two).trim().ends_with("PRIMARY KEY (a, b)) WITHOUT ROWID;"));
        let one = "CREATE TABLE t (id BIGINT PRIMARY KEY, x TEXT);";
        assert_eq!(translate(one), "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);\n");
    }
}
