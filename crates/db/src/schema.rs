//! The schema as a text that is the same on both engines, for a golden file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use commonround_kernel::Result;

use crate::{Engine, Row, Tx};

/// A table's columns in order, its key, and its other indexes by name.
#[derive(Default)]
struct Table {
    columns: Vec<String>,
    key: Vec<String>,
    indexes: BTreeMap<String, Index>,
}

#[derive(Default)]
struct Index {
    /// Empty for a UNIQUE inside of CREATE TABLE: its name is of the engine's own making.
    name: String,
    is_unique: bool,
    is_partial: bool,
    columns: Vec<String>,
}

/// Tables of search shelves differ by engine; only that they exist is told.
const SHELF: &str = "search_";

pub(crate) fn dump(tx: &mut Tx<'_>) -> Result<String> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    tx.each(columns_sql(tx.engine()), (), |row| {
        let table = tables.entry(row.get(0)?).or_default();
        table.columns.push(column(row)?);
        Ok(true)
    })?;
    tx.each(indexes_sql(tx.engine()), (), |row| {
        let Some(table) = tables.get_mut(row.text(0)?) else { return Ok(true) };
        add_index_column(table, row)?;
        Ok(true)
    })?;
    let mut text = String::new();
    for (name, table) in &tables {
        match name.strip_prefix(SHELF) {
            Some(shelf) if shelf.ends_with("_fts") || shelf.contains("_fts_") => {}
            Some(shelf) => _ = writeln!(text, "shelf {shelf}\n"),
            None => write_table(&mut text, name, table),
        }
    }
    Ok(text)
}

/// Name, type, whether it must be given.
fn column(row: &Row<'_>) -> Result<String> {
    let kind = match row.text(2)?.to_ascii_uppercase().as_str() {
        // A lone whole-number key is the row's own number on SQLite.
        "INTEGER" => "BIGINT".to_owned(),
        other => other.to_owned(),
    };
    let must = if row.get(3)? { " NOT NULL" } else { "" };
    Ok(format!("{} {kind}{must}", row.text(1)?))
}

/// Table, index, whether it is the key, unique, partial; column, whether it descends.
fn add_index_column(table: &mut Table, row: &Row<'_>) -> Result<()> {
    let column = format!("{}{}", row.text(5)?, if row.get(6)? { " DESC" } else { "" });
    if row.get(2)? {
        table.key.push(column);
        return Ok(());
    }
    let name = row.text(1)?;
    let is_named = !name.starts_with("sqlite_autoindex") && !name.ends_with("_key");
    let index = table.indexes.entry(name.to_owned()).or_default();
    index.name = if is_named { format!("{name} ") } else { String::new() };
    index.is_unique = row.get(3)?;
    index.is_partial = row.get(4)?;
    index.columns.push(column);
    Ok(())
}

fn write_table(text: &mut String, name: &str, table: &Table) {
    let _ = writeln!(text, "table {name}");
    for column in &table.columns {
        let _ = writeln!(text, "    {column}");
    }
    if !table.key.is_empty() {
        let _ = writeln!(text, "    key ({})", table.key.join(", "));
    }
    let mut lines: Vec<String> = table.indexes.values().map(Index::line).collect();
    lines.sort();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text.push('\n');
}

impl Index {
    fn line(&self) -> String {
        let unique = if self.is_unique { "unique " } else { "" };
        let partial = if self.is_partial { " where …" } else { "" };
        format!("    {unique}index {}({}){partial}", self.name, self.columns.join(", "))
    }
}

const fn columns_sql(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT m.name, c.name, c.type, c.\"notnull\" <> 0 OR c.pk > 0
             FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid"
        }
        Engine::Postgres => {
            "SELECT t.relname::text, c.attname::text,
                 upper(format_type(c.atttypid, c.atttypmod)), c.attnotnull
             FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
             WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
                 AND c.attnum > 0 AND NOT c.attisdropped
             ORDER BY t.relname, c.attnum"
        }
    }
}

const fn indexes_sql(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT * FROM (
                 SELECT m.name, i.name AS index_name, i.origin = 'pk' AS is_key,
                     i.\"unique\" <> 0 AS is_unique, i.partial <> 0 AS is_partial,
                     coalesce(x.name, '(expression)') AS column_name, x.\"desc\" <> 0 AS descends,
                     x.seqno AS place
                 FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x
                 WHERE m.type = 'table' AND x.key = 1
                 UNION ALL
                 SELECT m.name, '', TRUE, TRUE, FALSE, c.name, FALSE, c.pk
                 FROM sqlite_master m, pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND c.pk > 0 AND NOT EXISTS (
                     SELECT 1 FROM pragma_index_list(m.name) i WHERE i.origin = 'pk'))
             ORDER BY 1, 2, 8"
        }
        Engine::Postgres => {
            "SELECT t.relname::text, i.relname::text, x.indisprimary, x.indisunique,
                 x.indpred IS NOT NULL, coalesce(a.attname::text, '(expression)'),
                 x.indoption[k.place - 1] & 1 = 1
             FROM pg_index x
             JOIN pg_class t ON t.oid = x.indrelid
             JOIN pg_class i ON i.oid = x.indexrelid
             CROSS JOIN unnest(x.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
             LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
             WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
             ORDER BY t.relname, i.relname, k.place"
        }
    }
}
