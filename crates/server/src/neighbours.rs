//! What the rooms put beside statuses, each time cards are completed.

use std::collections::HashMap;

use commonround_commons::beside::{
    Asked, Beside, ContextNote, Label, LabelledBy, NoteSource, SourceBeside,
};
use commonround_commons::{PutBeside, Viewer};
use commonround_db::Tx;
use commonround_evidence::{Citations, Cited, Reader, ShownNote, Views, notes_beside};
use commonround_identity::account_of;
use commonround_kernel::{Id, Result};
use commonround_safety::labels;
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
                found.entry(one.status).or_insert_with(Beside::default).source =
                    Some(source(cited));
            }
        }
        let statuses: Vec<_> = asked.iter().map(|one| one.status).collect();
        for (status, shown) in notes_beside(tx, &statuses)? {
            found.entry(status).or_default().note = Some(note(shown));
        }
        for (status, placed) in labels(tx, &statuses)? {
            found.entry(status).or_default().labels = placed.into_iter().map(label).collect();
        }
        self.note_view(tx, viewer, asked)?;
        Ok(found)
    }
}

impl Rooms {
    fn note_view(&self, tx: &mut Tx<'_>, viewer: Viewer, asked: &[Asked<'_>]) -> Result<()> {
        let Some(persona) = viewer.persona() else { return Ok(()) };
        let Some(account) = account_of(tx, persona)? else { return Ok(()) };
        let seen: Vec<_> = asked.iter().filter(|one| !one.own).map(|one| one.status).collect();
        self.views.viewed(Reader { account, persona }, &seen, tx.now());
        Ok(())
    }
}

fn note(shown: ShownNote) -> ContextNote {
    let ShownNote { id, text, language, sources, provisional } = shown;
    let source =
        |one: commonround_evidence::NoteSource| NoteSource { name: one.name, url: one.url };
    let sources = sources.into_iter().map(source).collect();
    ContextNote { id, text, language, sources, interim: false, provisional }
}

fn label(placed: commonround_safety::Label) -> Label {
    let by = if placed.is_by_rule { LabelledBy::Rule } else { LabelledBy::Moderator };
    Label {
        id: placed.sanction,
        cause: placed.cause.as_str().to_owned(),
        by,
        words_key: placed.words_key(),
        by_key: placed.by_key(),
    }
}

fn source(cited: Cited) -> SourceBeside {
    let Cited { name, tier, accreditor, retracted } = cited;
    SourceBeside { name, tier, accreditor, retracted }
}
