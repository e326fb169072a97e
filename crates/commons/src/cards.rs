use std::collections::{HashMap, HashSet};

use commonround_db::Tx;
use commonround_identity::{NameCard, cards as name_cards};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::Status;

use crate::beside::{Asked, Beside, Neighbours};
use crate::model::{Basis, Counts, Disclosure, Mine, Visibility};
use crate::store::reactions;
use crate::store::sight::Viewer;
use crate::store::statuses::{self, Stored};

/// A status as one reader sees it: all that a card on a page or an API answer needs.
#[derive(Debug, Clone)]
pub struct StatusCard {
    pub id: Id<Status>,
    pub author: NameCard,
    pub visibility: Visibility,
    pub thread: Id<Status>,
    /// What it answers, where the reader may see that.
    pub answered: Option<Answered>,
    /// It answers something, whether the reader may see that or not.
    pub is_reply: bool,
    pub warning: Option<String>,
    pub language: Option<String>,
    pub disclosure: Disclosure,
    /// Sanitised when it was written.
    pub html: String,
    /// As the author wrote them, without `#`.
    pub tags: Vec<String>,
    pub counts: Counts,
    /// The reader's own reactions.
    pub mine: Mine,
    pub replies: u32,
    pub created_at: Timestamp,
    /// The reader wrote it.
    pub own: bool,
    /// Only its place in the thread is left.
    pub deleted: bool,
    /// A measure labels it; `beside.labels` says which.
    pub labelled: bool,
    /// What other rooms put beside it.
    pub beside: Beside,
}

/// The status that a reply answers.
#[derive(Debug, Clone)]
pub struct Answered {
    pub status: Id<Status>,
    pub author: NameCard,
}

impl StatusCard {
    /// The page of this status.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/@{}/{}", self.author.handle, self.id)
    }

    /// What a checked professional answers somebody else is general information.
    #[must_use]
    pub fn is_general_information(&self) -> bool {
        let answered = self.answered.as_ref().map(|answered| answered.author.persona);
        let is_own_thread = answered == Some(self.author.persona);
        self.is_reply && !is_own_thread && self.author.standing.is_verified()
    }

    /// It carries a word of warning.
    #[must_use]
    pub fn is_labelled(&self) -> bool {
        self.labelled || !self.beside.labels.is_empty()
    }
}

/// Completes stored statuses with names, with the reader's reactions and with what replies answer,
/// in at most three statements however many there are, and with what other rooms put beside them. Keeps the order; leaves out the words of
/// authors who are gone.
pub fn complete(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    rows: Vec<Stored>,
) -> Result<Vec<StatusCard>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(tx, &rows)?;
    let mine = mine(tx, viewer, &rows)?;
    let seen = seen_parents(tx, viewer, &rows)?;
    let mut beside = beside(tx, neighbours, viewer, &rows)?;
    let cards = rows.into_iter().filter_map(|row| {
        let author = names.get(&row.author)?.clone();
        let mine = mine.get(&row.id).copied().unwrap_or_default();
        let answered = row.in_reply_to.filter(|parent| seen.contains(parent)).and_then(|status| {
            let author = names.get(&row.answered?)?.clone();
            Some(Answered { status, author })
        });
        let beside = beside.remove(&row.id).unwrap_or_default();
        (row.deleted || !author.erased).then(|| card(viewer, row, author, answered, mine, beside))
    });
    Ok(cards.collect())
}

fn card(
    viewer: Viewer,
    row: Stored,
    author: NameCard,
    answered: Option<Answered>,
    mine: Mine,
    beside: Beside,
) -> StatusCard {
    StatusCard {
        id: row.id,
        author,
        visibility: row.visibility,
        thread: row.thread,
        answered,
        is_reply: row.in_reply_to.is_some(),
        warning: row.warning,
        language: row.language,
        disclosure: row.disclosure,
        html: row.html,
        tags: row.tags,
        counts: row.counts,
        mine,
        replies: row.replies,
        created_at: row.created_at,
        own: viewer.is(row.author),
        deleted: row.deleted,
        labelled: row.labelled,
        beside,
    }
}

fn beside(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    rows: &[Stored],
) -> Result<HashMap<Id<Status>, Beside>> {
    let asked: Vec<_> =
        rows.iter().filter(|row| !row.deleted).map(|row| asked(viewer, row)).collect();
    neighbours.beside(tx, viewer, &asked)
}

fn asked(viewer: Viewer, row: &Stored) -> Asked<'_> {
    let source_url = match &row.disclosure {
        Disclosure::ProfessionalInformation(Basis::Source(url)) => Some(url.as_str()),
        _ => None,
    };
    Asked { status: row.id, source_url, own: viewer.is(row.author) }
}

fn names(tx: &mut Tx<'_>, rows: &[Stored]) -> Result<HashMap<Id<Persona>, NameCard>> {
    let mut personas: Vec<_> =
        rows.iter().flat_map(|r| [Some(r.author), r.answered]).flatten().collect();
    personas.sort_unstable();
    personas.dedup();
    name_cards(tx, &personas)
}

fn mine(tx: &mut Tx<'_>, viewer: Viewer, rows: &[Stored]) -> Result<HashMap<Id<Status>, Mine>> {
    let Some(persona) = viewer.persona() else { return Ok(HashMap::new()) };
    let reacted: Vec<_> = rows.iter().filter(|r| !r.counts.is_empty()).map(|r| r.id).collect();
    reactions::mine(tx, persona, &reacted)
}

/// The parents that the reader may see. Those on the same page are seen already.
fn seen_parents(tx: &mut Tx<'_>, viewer: Viewer, rows: &[Stored]) -> Result<HashSet<Id<Status>>> {
    let mut seen: HashSet<_> = rows.iter().filter(|r| !r.deleted).map(|r| r.id).collect();
    let here: HashSet<_> = rows.iter().map(|r| r.id).collect();
    let mut away: Vec<_> =
        rows.iter().filter_map(|r| r.in_reply_to).filter(|id| !here.contains(id)).collect();
    away.sort_unstable();
    away.dedup();
    seen.extend(statuses::seen_among(tx, viewer, &away)?);
    Ok(seen)
}
