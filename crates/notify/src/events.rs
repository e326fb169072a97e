//! What this room does when something happened, here or elsewhere.

use std::sync::Arc;

use commonround_db::{Consumer, Db, Delivered, Tx, reaction};
use commonround_kernel::Result;
use commonround_kernel::ports::Promise;
use commonround_vocabulary::{About, AboutKind};
use commonround_vocabulary::{Event, NoticeKept, NoticeRaised, StatusDeleted};
use commonround_web::live::Hub;

use crate::erase_reader::EraseReader;
use crate::limits::ROWS_PER_UNIT;
use crate::quiet::{Quiet, keep_or_hold};
use crate::store::notices;
use crate::subjects::Subjects;

/// Who listens: the list of what people are told, its end with a status or an account, and the
/// bells of open pages.
#[must_use]
pub fn consumers(hub: &Hub, subjects: Subjects, quiet: Quiet) -> Vec<Arc<dyn Consumer>> {
    let keep = move |tx: &mut Tx<'_>, event: &Delivered| match event.read::<NoticeRaised>()? {
        Some(told) => keep_or_hold(tx, &subjects, &quiet, &told),
        None => Ok(()),
    };
    vec![
        reaction("notify.keep", &[NoticeRaised::TOPIC], keep),
        Arc::new(ForgetStatus),
        Arc::new(EraseReader),
        Arc::new(Ringer { hub: hub.clone() }),
    ]
}

/// Takes away what was told of a status that is gone.
struct ForgetStatus;

impl Consumer for ForgetStatus {
    fn name(&self) -> &'static str {
        "notify.forget_status"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[StatusDeleted::TOPIC]
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let Some(StatusDeleted { status, .. }) = event.read()? else { return Ok(()) };
            let about = About { kind: AboutKind::Status, id: status.get() };
            while db.write(move |tx| forget_about(tx, about)).await? > 0 {}
            Ok(())
        })
    }
}

fn forget_about(tx: &mut Tx<'_>, about: About) -> Result<usize> {
    let rows = notices::about(tx, about, ROWS_PER_UNIT)?;
    notices::remove(tx, &rows)?;
    Ok(rows.len())
}

/// Tells the open pages of this process once a notice is committed.
struct Ringer {
    hub: Hub,
}

impl Consumer for Ringer {
    fn name(&self) -> &'static str {
        "notify.ring"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[NoticeKept::TOPIC]
    }

    fn handle<'a>(&'a self, _: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            if let Some(NoticeKept { to }) = event.read()? {
                self.hub.ring(to);
            }
            Ok(())
        })
    }
}
