use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::{Env, Id, Persona};
use commonround_web::live::Hub;
use commonround_web::{BELL_SHOWN_MAX, Bell, Limiter};

use crate::store::seen;
use crate::subjects::Subjects;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Notify {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
    pub subjects: Subjects,
}

impl Notify {
    #[must_use]
    pub fn new(db: Db, hub: Hub, limiter: Limiter, subjects: Subjects) -> Self {
        Self { env: db.env().clone(), db, hub, limiter, subjects }
    }

    /// The bell for the frame of every page: one index lookup for each stream that opens.
    #[must_use]
    pub fn bell(&self) -> Bell {
        let db = self.db.clone();
        let count = move |reader: Id<Persona>| -> _ {
            let db = db.clone();
            Box::pin(async move {
                db.read_inline(move |tx| seen::unread(tx, reader, BELL_SHOWN_MAX + 1)).await
            }) as commonround_kernel::ports::Promise<'static, _>
        };
        Bell { path: "/notifications", stream: "/live/notifications", count: Arc::new(count) }
    }
}
