use std::collections::HashMap;
use std::sync::Arc;

use commonround_kernel::{Error, Result};
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Statement};

use super::target::Target;
use super::value::Bound;
use super::{describe, lost};
use crate::Row;
use crate::context::Context;
use crate::tx::{Failure, Trouble};
use crate::value::{Cell, Inside};

/// Statements a connection keeps prepared; past that all are forgotten.
const STATEMENTS_MAX: usize = 512;

/// One connection, opened when first needed and again after it was lost.
pub(crate) struct Session {
    target: Arc<Target>,
    pub(super) context: Arc<Context>,
    /// Sent after connecting.
    greeting: &'static str,
    client: Option<Client>,
    statements: HashMap<Box<str>, Statement>,
    schema_version: u64,
    is_in_transaction: bool,
}

impl Session {
    pub(super) fn reader(target: Arc<Target>, context: Arc<Context>) -> Self {
        let greeting = "SET default_transaction_read_only = on; SET statement_timeout = '60s'";
        Self::new(target, context, greeting)
    }

    pub(super) fn writer(target: Arc<Target>, context: Arc<Context>) -> Self {
        Self::new(target, context, "SET default_transaction_isolation = 'serializable'")
    }

    fn new(target: Arc<Target>, context: Arc<Context>, greeting: &'static str) -> Self {
        let (client, statements) = (None, HashMap::new());
        let schema_version = context.schema_version();
        let is_in_transaction = false;
        Self { target, context, greeting, client, statements, schema_version, is_in_transaction }
    }

    pub(crate) fn exec(&mut self, sql: &str, cells: &[Cell<'_>]) -> Result<u64, Failure> {
        self.with_connection(|session| session.exec_once(sql, cells))
    }

    fn exec_once(&mut self, sql: &str, cells: &[Cell<'_>]) -> Result<u64, Failure> {
        let (client, statement) = self.prepare(sql, cells)?;
        let ran = (|| {
            let mut rows = client.query_raw(&statement, cells.iter().map(|cell| Bound(*cell)))?;
            while rows.next()?.is_some() {}
            Ok(rows.rows_affected().unwrap_or(0))
        })();
        ran.map_err(|error| self.failure(&error, sql))
    }

    /// Visits rows until `visit` answers `false`. Answers whether the statement may have written.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        cells: &[Cell<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<bool, Failure> {
        let mut has_visited = false;
        self.with_connection(|session| {
            let ended = session.each_once(sql, cells, &mut |row| {
                has_visited = true;
                visit(row)
            });
            // Rows that were handed out cannot be handed out again.
            ended.map_err(|failure| match failure.trouble {
                Trouble::Again if has_visited && !session.is_in_transaction => {
                    Failure { trouble: Trouble::Failed, ..failure }
                }
                _ => failure,
            })
        })?;
        Ok(true)
    }

    fn each_once(
        &mut self,
        sql: &str,
        cells: &[Cell<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<(), Failure> {
        let is_in_transaction = self.is_in_transaction;
        let (client, statement) = self.prepare(sql, cells)?;
        let mut refused = None;
        let ran = (|| {
            let mut rows = client.query_raw(&statement, cells.iter().map(|cell| Bound(*cell)))?;
            let mut wanted = true;
            while let Some(row) = rows.next()? {
                if wanted {
                    wanted = visit(&Row(Inside::Postgres(&row))).unwrap_or_else(|error| {
                        refused = Some(error);
                        false
                    });
                }
                // In a transaction the rest is read unseen: a later row may meet a conflict, which
                // ends the transaction whether we look or not. The server sends these rows anyway
                // and the next statement would wait behind them.
                if !wanted && !is_in_transaction {
                    break;
                }
            }
            Ok(())
        })();
        ran.map_err(|error| self.failure(&error, sql))?;
        refused.map_or(Ok(()), |error| Err(Failure::of_map(error)))
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        let ran = self.client()?.batch_execute(sql);
        ran.map_err(|error| self.failure(&error, sql))
    }

    /// Runs a single read once more on a new connection where the old one turns out to be lost.
    /// Inside a transaction the whole unit has to be run again instead.
    fn with_connection<T>(
        &mut self,
        mut run: impl FnMut(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match run(self) {
            Err(failure) if failure.trouble == Trouble::Again && !self.is_in_transaction => {
                run(self)
            }
            other => other,
        }
    }

    /// The statement, prepared once for each connection.
    fn prepare(
        &mut self,
        sql: &str,
        cells: &[Cell<'_>],
    ) -> Result<(&mut Client, Statement), Failure> {
        self.client()?;
        if let Some(statement) = self.statements.get(sql) {
            let statement = statement.clone();
            check_count(&statement, cells, sql)?;
            return Ok((self.client()?, statement));
        }
        let prepared = self.client()?.prepare(sql);
        let statement = prepared.map_err(|error| self.failure(&error, sql))?;
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        self.statements.insert(sql.into(), statement.clone());
        check_count(&statement, cells, sql)?;
        Ok((self.client()?, statement))
    }

    fn client(&mut self) -> Result<&mut Client, Failure> {
        let schema_version = self.context.schema_version();
        if self.schema_version != schema_version {
            self.statements.clear();
            self.schema_version = schema_version;
        }
        if self.client.as_ref().is_none_or(Client::is_closed) {
            self.reconnect()?;
        }
        self.client.as_mut().ok_or_else(|| Failure { error: lost(), trouble: Trouble::Again })
    }

    fn reconnect(&mut self) -> Result<(), Failure> {
        self.statements.clear();
        self.client = None;
        if self.is_in_transaction {
            // A new connection would not know of what this unit did so far.
            return Err(Failure { error: lost(), trouble: Trouble::Again });
        }
        let connected = self.target.connect().and_then(|mut client| {
            client.batch_execute(self.greeting)?;
            Ok(client)
        });
        match connected {
            Ok(client) => {
                self.client = Some(client);
                Ok(())
            }
            Err(error) => Err(self.failure(&error, "connect")),
        }
    }

    pub(super) fn begin(&mut self, sql: &str) -> Result<(), Failure> {
        self.with_connection(|session| session.batch(sql))?;
        self.is_in_transaction = true;
        Ok(())
    }

    /// A failed transaction answers COMMIT with ROLLBACK and no error, and the client does not show
    /// which it was. Any other statement is refused there, so one goes ahead in the same message.
    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        let ended = self.batch("SELECT 1; COMMIT");
        if ended.is_err() {
            // The COMMIT may not have run.
            self.roll_back();
        }
        self.is_in_transaction = false;
        ended
    }

    /// Takes everything back. A connection that cannot even do that is dropped, which does it too.
    pub(super) fn roll_back(&mut self) {
        if self.batch("ROLLBACK").is_err() {
            self.client = None;
        }
        self.is_in_transaction = false;
    }

    fn failure(&mut self, error: &postgres::Error, sql: &str) -> Failure {
        let is_lost = error.is_closed() || error.code().is_none() && self.is_connection_gone();
        let (error, trouble) = match error.code() {
            _ if is_lost => (lost(), Trouble::Again),
            Some(code) if is_conflict(code) => (Error::Unavailable("contended"), Trouble::Again),
            Some(code) if code.code().starts_with("57P") || code.code().starts_with("08") => {
                self.client = None;
                (lost(), Trouble::Again)
            }
            Some(code) if *code == SqlState::FEATURE_NOT_SUPPORTED => {
                // A prepared statement met a changed table.
                self.statements.clear();
                (said(error, sql), Trouble::Again)
            }
            Some(code) => (meaning(code, error, sql), Trouble::Failed),
            None => (said(error, sql), Trouble::Failed),
        };
        Failure { error, trouble }
    }

    fn is_connection_gone(&mut self) -> bool {
        self.client.as_ref().is_none_or(Client::is_closed)
    }
}

fn check_count(statement: &Statement, cells: &[Cell<'_>], sql: &str) -> Result<(), Failure> {
    if statement.params().len() == cells.len() {
        return Ok(());
    }
    let (has, wants) = (cells.len(), statement.params().len());
    let error = Error::fault(format!("{has} values for {wants} parameters in: {sql}"));
    Err(Failure { error, trouble: Trouble::Failed })
}

/// A failure that was seen ends the unit, so a transaction found failed met one that was not.
fn is_conflict(code: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::IN_FAILED_SQL_TRANSACTION,
    ]
    .contains(code)
}

fn meaning(code: &SqlState, error: &postgres::Error, sql: &str) -> Error {
    match code {
        c if *c == SqlState::UNIQUE_VIOLATION => Error::Conflict("unique"),
        c if *c == SqlState::FOREIGN_KEY_VIOLATION => Error::Conflict("reference"),
        c if *c == SqlState::QUERY_CANCELED => Error::Unavailable("database_busy"),
        c if *c == SqlState::DISK_FULL => Error::Unavailable("disk_full"),
        c if c.code().starts_with("53") => Error::Unavailable("database_busy"),
        _ => said(error, sql),
    }
}

fn said(error: &postgres::Error, sql: &str) -> Error {
    Error::fault(format!("{} in: {sql}", describe(error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonround_kernel::{AdjustableClock, Env, Timestamp};

    /// Where a cluster is at hand.
    #[test]
    fn a_commit_that_rolled_back_is_a_failure_to_run_again() {
        let Ok(url) = std::env::var("COMMONROUND_TEST_POSTGRES") else { return };
        let clock = AdjustableClock::fixed(Timestamp::from_millis(1_795_000_000_000));
        let env = Env::with_clock(Arc::new(clock));
        let context = Context::new(env, Vec::new(), Vec::new()).unwrap();
        let target = Target::parse(&url).unwrap();
        let mut session = Session::writer(Arc::new(target), Arc::new(context));
        session.begin("BEGIN").ok().unwrap();
        assert!(session.batch("SELECT 1 / 0").is_err());
        let failure = session.commit().err().unwrap();
        assert_eq!(failure.trouble, Trouble::Again);
        session.begin("BEGIN").ok().unwrap();
        assert!(session.exec("SELECT 1", &[]).is_ok());
        assert!(session.commit().is_ok());
    }
}
