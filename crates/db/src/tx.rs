use commonround_kernel::{Env, Error, Result, Timestamp};

use crate::context::{Context, Wakes};
use crate::{Engine, Params, Row};

/// A transaction, or a run of single reads, on either engine. Lives inside one closure.
///
/// A statement that fails ends the unit: what follows is refused and nothing is committed, on both
/// engines alike. Where a conflict is expected, write `ON CONFLICT … DO NOTHING` and look at the
/// count.
pub struct Tx<'a> {
    pub(crate) context: &'a Context,
    pub(crate) conn: Conn<'a>,
    pub(crate) wakes: Wakes,
    /// A statement that may have changed something ran.
    pub(crate) has_written: bool,
    pub(crate) trouble: Trouble,
    /// A transaction; single reads outlive the failure of one of them.
    is_unit: bool,
}

pub(crate) enum Conn<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut crate::postgres::Session),
}

/// What went wrong inside, whatever the closure made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    None,
    /// A statement failed for good.
    Failed,
    /// Worth running again: a serialization conflict or a connection lost before the commit.
    Again,
}

/// An error on the way through a statement, and what it means for the unit.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) trouble: Trouble,
}

impl Failure {
    /// The map of a row refused; the statement itself did well.
    pub(crate) fn of_map(error: Error) -> Self {
        Self { error, trouble: Trouble::None }
    }
}

impl<'a> Tx<'a> {
    /// A transaction: one failure ends it.
    pub(crate) fn unit(context: &'a Context, conn: Conn<'a>) -> Self {
        let (wakes, trouble) = (Wakes::default(), Trouble::None);
        Self { context, conn, wakes, has_written: false, trouble, is_unit: true }
    }

    /// Single reads.
    pub(crate) fn reads(context: &'a Context, conn: Conn<'a>) -> Self {
        Self { is_unit: false, ..Self::unit(context, conn) }
    }

    #[must_use]
    pub fn env(&self) -> &Env {
        &self.context.env
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.context.env.now()
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement that answers no rows and gives the number of rows it changed.
    ///
    /// # Errors
    /// `Conflict("unique")` where a unique index refuses, `Conflict("reference")` where a foreign
    /// key does, `Unavailable` where the database cannot now; anything else is a `Fault`.
    pub fn exec(&mut self, sql: &str, params: impl Params) -> Result<u64> {
        self.proceed()?;
        let ran = params.lend(|cells| match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::exec(conn, sql, cells),
            Conn::Postgres(session) => session.exec(sql, cells),
        });
        self.has_written = true;
        self.keep(ran)
    }

    /// Runs a statement and maps each row of its answer. The map must not keep the row.
    ///
    /// # Errors
    /// As `exec`, and what the map answers.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: impl Params,
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(map(row)?);
            Ok(true)
        })?;
        Ok(found)
    }

    /// The first row of an answer, where there is one.
    ///
    /// # Errors
    /// As `query`.
    pub fn maybe<T>(
        &mut self,
        sql: &str,
        params: impl Params,
        mut map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, params, |row| {
            found = Some(map(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row of an answer.
    ///
    /// # Errors
    /// `NotFound` where there is none; else as `query`.
    pub fn one<T>(
        &mut self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.maybe(sql, params, map)?.ok_or(Error::NotFound)
    }

    /// Hands each row to `visit` until that answers `false`.
    ///
    /// # Errors
    /// As `query`.
    pub fn each(
        &mut self,
        sql: &str,
        params: impl Params,
        mut visit: impl FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<()> {
        self.proceed()?;
        let ran = params.lend(|cells| match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::each(conn, sql, cells, &mut visit),
            Conn::Postgres(session) => session.each(sql, cells, &mut visit),
        });
        match ran {
            Ok(may_have_written) => {
                self.has_written |= may_have_written;
                Ok(())
            }
            Err(failure) => self.keep(Err(failure)),
        }
    }

    /// Runs several statements without parameters: migrations only.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.proceed()?;
        self.has_written = true;
        let ran = match &mut self.conn {
            Conn::Sqlite(conn) => crate::sqlite::batch(conn, sql),
            Conn::Postgres(session) => session.batch(sql),
        };
        self.keep(ran)
    }

    fn proceed(&self) -> Result<()> {
        if self.is_unit && self.trouble != Trouble::None {
            return Err(Error::fault("a statement of this unit failed before"));
        }
        Ok(())
    }

    fn keep<T>(&mut self, ran: Result<T, Failure>) -> Result<T> {
        ran.map_err(|failure| {
            if failure.trouble != Trouble::None {
                self.trouble = failure.trouble;
            }
            failure.error
        })
    }

    /// Refuses a unit that swallowed the failure of a statement.
    pub(crate) fn verdict(&self) -> Result<()> {
        if self.is_unit && self.trouble != Trouble::None {
            return Err(Error::fault("the unit went on after a statement had failed"));
        }
        Ok(())
    }
}
