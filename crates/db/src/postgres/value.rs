use std::error::Error as StdError;

use commonround_kernel::{Error, Result};
use postgres::Row;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::value::Cell;

/// A cell on its way to the server, in the type that the statement expects.
#[derive(Debug)]
pub(super) struct Bound<'a>(pub(super) Cell<'a>);

type Encoded = Result<IsNull, Box<dyn StdError + Sync + Send>>;

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        match (self.0, ty) {
            (Cell::Null, _) => Ok(IsNull::Yes),
            (Cell::Int(n), &Type::INT8) => n.to_sql(ty, out),
            (Cell::Int(n), &Type::INT4) => i32::try_from(n)?.to_sql(ty, out),
            (Cell::Bool(b), &Type::BOOL) => b.to_sql(ty, out),
            (Cell::Real(x), &Type::FLOAT8) => x.to_sql(ty, out),
            (Cell::Text(text), ty) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            (Cell::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (cell, ty) => Err(format!("{} where the statement wants {ty}", kind(cell)).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

const fn kind(cell: Cell<'_>) -> &'static str {
    match cell {
        Cell::Null => "NULL",
        Cell::Int(_) => "a whole number",
        Cell::Bool(_) => "a boolean",
        Cell::Real(_) => "a real number",
        Cell::Text(_) => "a text",
        Cell::Bytes(_) => "bytes",
    }
}

pub(crate) fn cell(row: &Row, index: usize) -> Result<Cell<'_>> {
    let Some(column) = row.columns().get(index) else {
        return Err(Error::fault(format!("there is no column {index}")));
    };
    let cell = match column.type_() {
        &Type::INT8 => get(row, index)?.map(Cell::Int),
        &Type::INT4 => get::<i32>(row, index)?.map(|n| Cell::Int(n.into())),
        &Type::BOOL => get(row, index)?.map(Cell::Bool),
        &Type::FLOAT8 => get(row, index)?.map(Cell::Real),
        &Type::BYTEA => get(row, index)?.map(Cell::Bytes),
        &Type::TEXT | &Type::VARCHAR | &Type::NAME => get(row, index)?.map(Cell::Text),
        other => {
            let name = column.name();
            return Err(Error::fault(format!(
                "column {name} is {other}: cast it in the statement"
            )));
        }
    };
    Ok(cell.unwrap_or(Cell::Null))
}

fn get<'r, T: postgres::types::FromSql<'r>>(row: &'r Row, index: usize) -> Result<Option<T>> {
    row.try_get(index).map_err(Error::fault)
}
