use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::NoticeKind;

use crate::model::Choice;
use crate::policy::MayChangeOwn;

/// What the reader chose of one kind, else what counts until then.
pub fn of_kind(tx: &mut Tx<'_>, reader: Id<Persona>, kind: NoticeKind) -> Result<Choice> {
    let sql = "SELECT kind, in_app, mail FROM notify_setting WHERE reader = $1 AND kind = $2";
    let chosen = tx.maybe(sql, (reader, kind.as_str()), choice)?.flatten();
    Ok(chosen.unwrap_or(Choice::default_of(kind)))
}

/// The same for every kind, in their order.
pub fn of_all(tx: &mut Tx<'_>, reader: Id<Persona>) -> Result<Vec<Choice>> {
    let sql = "SELECT kind, in_app, mail FROM notify_setting WHERE reader = $1";
    let chosen = tx.query(sql, (reader,), choice)?;
    let of = |kind: &NoticeKind| {
        let found = chosen.iter().flatten().find(|choice| choice.kind == *kind);
        found.copied().unwrap_or(Choice::default_of(*kind))
    };
    Ok(NoticeKind::ALL.iter().map(of).collect())
}

/// `None` for a kind that a later release knows.
fn choice(row: &Row<'_>) -> Result<Option<Choice>> {
    let (in_app, mail) = (row.get(1)?, row.get(2)?);
    Ok(NoticeKind::known(row.text(0)?).map(|kind| Choice { kind, in_app, mail }))
}

pub fn set(tx: &mut Tx<'_>, permit: MayChangeOwn, choice: Choice) -> Result<()> {
    tx.exec(
        "INSERT INTO notify_setting (reader, kind, in_app, mail) VALUES ($1, $2, $3, $4)
         ON CONFLICT (reader, kind) DO UPDATE SET in_app = excluded.in_app, mail = excluded.mail",
        (permit.persona(), choice.kind.as_str(), choice.in_app, choice.mail),
    )
    .map(drop)
}
