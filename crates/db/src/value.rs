use commonround_kernel::{Error, Id, Result, Timestamp};

/// One value on its way into or out of a statement, borrowed from where it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// An owned value, for parameter lists whose length is known only at run time.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Bool(bool),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

/// What can be one parameter. A room's own parsed types implement it by lending their inside.
pub trait Param {
    fn cell(&self) -> Cell<'_>;
}

/// The parameters of one statement, `$1` first: `()`, a tuple of up to 16, or a slice of `Value`.
pub trait Params {
    /// Lends the values to `run` without copying them.
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R;
}

/// What a column can be read as.
pub trait Column: Sized {
    /// `None` where the cell holds something else.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

macro_rules! by_copy {
    ($($type:ty => $into:expr),* $(,)?) => { $(
        impl Param for $type {
            fn cell(&self) -> Cell<'_> {
                let into: fn($type) -> Cell<'static> = $into;
                into(*self)
            }
        }
    )* };
}

by_copy! {
    i64 => Cell::Int,
    i32 => |n| Cell::Int(i64::from(n)),
    u32 => |n| Cell::Int(i64::from(n)),
    usize => |n| Cell::Int(i64::try_from(n).unwrap_or(i64::MAX)),
    bool => Cell::Bool,
    f64 => Cell::Real,
    Timestamp => |t| Cell::Int(t.millis()),
}

impl<K> Param for Id<K> {
    fn cell(&self) -> Cell<'_> {
        Cell::Int(self.get())
    }
}

impl Param for str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Param for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Param for [u8] {
    fn cell(&self) -> Cell<'_> {
        Cell::Bytes(self)
    }
}

impl<const N: usize> Param for [u8; N] {
    fn cell(&self) -> Cell<'_> {
        Cell::Bytes(self)
    }
}

impl Param for Vec<u8> {
    fn cell(&self) -> Cell<'_> {
        Cell::Bytes(self)
    }
}

impl Param for Cell<'_> {
    fn cell(&self) -> Cell<'_> {
        *self
    }
}

impl Param for Value {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Null => Cell::Null,
            Self::Int(n) => Cell::Int(*n),
            Self::Bool(b) => Cell::Bool(*b),
            Self::Real(x) => Cell::Real(*x),
            Self::Text(text) => Cell::Text(text),
            Self::Bytes(bytes) => Cell::Bytes(bytes),
        }
    }
}

impl<T: Param> Param for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, Param::cell)
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn cell(&self) -> Cell<'_> {
        (**self).cell()
    }
}

macro_rules! into_value {
    ($($type:ty),*) => { $(
        impl From<$type> for Value {
            fn from(raw: $type) -> Self { Self::from_cell_owned(raw.cell()) }
        }
    )* };
}

into_value!(i64, i32, u32, usize, bool, f64, Timestamp, &str, String, &[u8], Vec<u8>);

impl<K> From<Id<K>> for Value {
    fn from(id: Id<K>) -> Self {
        Self::Int(id.get())
    }
}

impl Value {
    pub(crate) fn from_cell_owned(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Int(n) => Self::Int(n),
            Cell::Bool(b) => Self::Bool(b),
            Cell::Real(x) => Self::Real(x),
            Cell::Text(text) => Self::Text(text.to_owned()),
            Cell::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }
}

impl Params for () {
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
        run(&[])
    }
}

impl Params for [Value] {
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
        let cells: Vec<_> = self.iter().map(Param::cell).collect();
        run(&cells)
    }
}

impl Params for Vec<Value> {
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
        self.as_slice().lend(run)
    }
}

impl Params for [Cell<'_>] {
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
        run(self)
    }
}

impl<P: Params + ?Sized> Params for &P {
    fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
        (**self).lend(run)
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt)+))+) => { $(
        impl<$($name: Param),+> Params for ($($name,)+) {
            fn lend<R>(&self, run: impl FnOnce(&[Cell<'_>]) -> R) -> R {
                run(&[$(self.$at.cell()),+])
            }
        }
    )+ };
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15)
}

impl Column for i64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Int(n) = cell { Some(n) } else { None }
    }
}

macro_rules! narrow {
    ($($type:ty),*) => { $(
        impl Column for $type {
            fn from_cell(cell: Cell<'_>) -> Option<Self> {
                i64::from_cell(cell).and_then(|n| Self::try_from(n).ok())
            }
        }
    )* };
}

narrow!(i32, u32, u64, usize);

impl Column for bool {
    /// SQLite keeps booleans as 0 and 1.
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Bool(b) => Some(b),
            Cell::Int(0) => Some(false),
            Cell::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl Column for f64 {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Real(x) = cell { Some(x) } else { None }
    }
}

impl Column for String {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Text(text) = cell { Some(text.to_owned()) } else { None }
    }
}

impl Column for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Bytes(bytes) = cell { Some(bytes.to_vec()) } else { None }
    }
}

impl<T: Column> Column for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if cell == Cell::Null { Some(None) } else { T::from_cell(cell).map(Some) }
    }
}

impl<K> Column for Id<K> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        i64::from_cell(cell).map(Self::from_i64)
    }
}

impl Column for Timestamp {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        i64::from_cell(cell).map(Self::from_millis)
    }
}

impl Column for Value {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        Some(Self::from_cell_owned(cell))
    }
}

/// One row of an answer, valid inside the closure it is handed to.
pub struct Row<'a>(pub(crate) Inside<'a>);

pub(crate) enum Inside<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// Reads the column at `index`, counted from 0.
    ///
    /// # Errors
    /// `Fault` where there is no such column, or it holds another type or an unexpected NULL.
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        let cell = self.cell(index)?;
        T::from_cell(cell).ok_or_else(|| {
            Error::fault(format!("column {index}: {cell:?} is no {}", std::any::type_name::<T>()))
        })
    }

    /// Lends the text at `index` without copying it.
    ///
    /// # Errors
    /// As `get`.
    pub fn text(&self, index: usize) -> Result<&str> {
        match self.cell(index)? {
            Cell::Text(text) => Ok(text),
            _ => Err(Error::fault(format!("column {index} is no text"))),
        }
    }

    pub(crate) fn cell(&self, index: usize) -> Result<Cell<'_>> {
        match self.0 {
            Inside::Sqlite(row) => crate::sqlite::cell(row, index),
            Inside::Postgres(row) => crate::postgres::cell(row, index),
        }
    }
}

/// Sizes that lists are padded to, so that few statement texts stand in the caches.
const LIST_SIZES: [usize; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

fn padded_size(n: usize) -> usize {
    LIST_SIZES.into_iter().find(|size| *size >= n).unwrap_or(n.next_multiple_of(128))
}

/// `($3, $4, …)` for a list of `n` values whose first is `$first`; pad the values with `padded`.
#[must_use]
pub fn in_list(first: usize, n: usize) -> String {
    let names: Vec<_> = (first..first + padded_size(n.max(1))).map(|i| format!("${i}")).collect();
    format!("({})", names.join(", "))
}

/// The values of a list as parameters, the last one repeated up to the size `in_list` gave.
/// An empty list becomes NULL, which is in no list.
#[must_use]
pub fn padded<T: Into<Value>>(values: impl IntoIterator<Item = T>) -> Vec<Value> {
    let mut list: Vec<Value> = values.into_iter().map(Into::into).collect();
    let size = padded_size(list.len().max(1));
    let last = list.last().cloned().unwrap_or(Value::Null);
    list.resize(size, last);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_its_values_have_the_same_padded_size() {
        for n in [0, 1, 2, 3, 5, 17, 64, 100, 129, 1_000] {
            let values = padded((0..n).map(|i| i as i64));
            assert_eq!(in_list(3, n).matches('$').count(), values.len(), "{n}");
            assert!(values.len() >= n);
        }
        assert_eq!(in_list(3, 3), "($3, $4, $5, $6)");
        assert_eq!(padded([7_i64, 8, 9]).last(), Some(&Value::Int(9)));
    }

    #[test]
    fn a_cell_of_another_type_is_not_read() {
        assert_eq!(i64::from_cell(Cell::Text("1")), None);
        assert_eq!(i64::from_cell(Cell::Null), None);
        assert_eq!(u32::from_cell(Cell::Int(-1)), None);
        assert_eq!(bool::from_cell(Cell::Int(2)), None);
        assert_eq!(Option::<i64>::from_cell(Cell::Null), Some(None));
        assert_eq!(Option::<String>::from_cell(Cell::Int(1)), None);
    }
}
