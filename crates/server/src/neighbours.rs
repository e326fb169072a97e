//! What the rooms put beside statuses, each time cards are completed.

use std::collections::HashMap;

use commonround_commons::beside::{Asked, Beside, SourceBeside};
use commonround_commons::{PutBeside, Viewer};
use commonround_db::Tx;
use commonround_evidence::{Citations, Cited, Views};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Status;

/// What sources are worth; and who saw what, for corrections.
pub struct Rooms {
    pub citations: Citations,
    pub views: Views,
}

impl PutBeside for Rooms {
    fn beside(
        &self,
        tx: &mut Tx<'_>,
        viewer: Viewer,
        asked: &[Asked<'_>],
    ) -> Result<HashMap<Id<Status>, Beside>> {
        let mut found = HashMap::new();
        for one in asked {
            let Some(url) = one.source_url else { continue };
            if let Some(cited) = self.citations.resolve(tx, url)? {
                found.insert(one.status, Beside { note: None, source: Some(source(cited)) });
            }
        }
        if let Some(reader) = viewer.persona() {
            let seen: Vec<_> = asked.iter().filter(|one| !one.own).map(|one| one.status).collect();
            self.views.viewed(reader, &seen, tx.now());
        }
        Ok(found)
    }
}

fn source(cited: Cited) -> SourceBeside {
    let Cited { name, tier, accreditor, retracted } = cited;
    SourceBeside { name, tier, accreditor, retracted }
}
