//! What the rooms put beside statuses, each time cards are completed.

use std::collections::HashMap;

use commonround_commons::beside::{
    Asked, Beside, ContextNote, InterimNotice, Label, LabelledBy, NoteSource, Signature,
    SourceBeside,
};
use commonround_commons::{PutBeside, Viewer};
use commonround_db::Tx;
use commonround_evidence::{
    self as evidence, Citations, Cited, Reader, ShownInterim, ShownNote, Views, interims_beside,
    notes_beside,
};
use commonround_identity::{account_of, cards};
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
        for (status, shown) in interims_beside(tx, cards, &statuses)? {
            found.entry(status).or_default().interim = Some(interim(shown));
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
    let sources = sources.into_iter().map(note_source).collect();
    ContextNote { id, text, language, sources, provisional }
}

fn note_source(one: evidence::NoteSource) -> NoteSource {
    NoteSource { name: one.name, url: one.url }
}

fn interim(shown: ShownInterim) -> InterimNotice {
    let ShownInterim { id, text, language, source, placed_by, countersigned_by, ends_at } = shown;
    InterimNotice {
        id,
        text,
        language,
        source: note_source(source),
        placed_by: signature(placed_by),
        countersigned_by: countersigned_by.map(signature),
        ends_at,
    }
}

fn signature(one: evidence::Signature) -> Signature {
    Signature { name: one.name, handle: one.handle, title: one.title }
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
