//! Lists of statuses, newest first, as one reader sees them.

use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Slice, Timestamp};
use commonround_vocabulary::Status;

use crate::beside::Neighbours;
use crate::cards::{StatusCard, complete};
use crate::model::TagName;
use crate::store::statuses::Stored;
use crate::store::{feeds, statuses, tags};

pub use crate::store::sight::Viewer;
pub use crate::thread::{Branch, Thread, thread};

/// One page of a timeline.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub cards: Vec<StatusCard>,
    /// `?before=` of the next page, where there may be one.
    pub next: Option<i64>,
}

impl Page {
    /// A page whose cards need no more looking up.
    pub(crate) fn load(
        tx: &mut Tx<'_>,
        neighbours: &Neighbours,
        viewer: Viewer,
        rows: Vec<Stored>,
        slice: Slice,
    ) -> Result<Self> {
        let full = rows.len() >= slice.limit;
        let next = rows.last().filter(|_| full).map(|last| last.id.get());
        Ok(Self { cards: complete(tx, neighbours, viewer, rows)?, next })
    }
}

/// How far back home looks at first, and next where that did not fill a page: most pages are full
/// of the last two days, and a short window keeps the list of candidates short.
const WINDOWS: [Duration; 3] = [days(2), days(16), days(128)];

const fn days(n: u64) -> Duration {
    Duration::from_secs(n * 86_400)
}

/// Lower bounds for ids, each lower than the one before; the last one lets everything in that the
/// slice asks for.
fn floors(now: Timestamp, slice: Slice) -> Vec<i64> {
    let top = Id::<Status>::from_i64(slice.ceiling()).millis();
    let top = Timestamp::from_millis(top.min(now.millis()));
    let windows = WINDOWS.into_iter().map(|span| (top - span).id_floor());
    let mut floors: Vec<_> = windows.take_while(|floor| *floor > slice.floor()).collect();
    floors.push(slice.floor());
    floors
}

/// What the persona, the people it follows and the tags it follows brought, newest first.
pub fn home(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    persona: Id<Persona>,
    slice: Slice,
) -> Result<Page> {
    let viewer = Viewer::from(persona);
    let mut rows = Vec::new();
    for floor in floors(tx.now(), slice) {
        rows = feeds::home(tx, viewer, slice, floor)?;
        if rows.len() >= slice.limit {
            break;
        }
    }
    Page::load(tx, neighbours, viewer, rows, slice)
}

/// What people of this instance began to talk about in public.
pub fn local(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    slice: Slice,
) -> Result<Page> {
    let rows = feeds::local(tx, viewer, slice)?;
    Page::load(tx, neighbours, viewer, rows, slice)
}

/// Public statuses with the tag.
pub fn tag(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    tag: &TagName,
    slice: Slice,
) -> Result<Page> {
    let rows = feeds::tag(tx, viewer, &tag.folded, slice)?;
    Page::load(tx, neighbours, viewer, rows, slice)
}

/// What one persona said, as far as the viewer may read it. Empty where a block stands between.
pub fn by_author(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    author: Id<Persona>,
    slice: Slice,
) -> Result<Page> {
    let rows = feeds::author(tx, viewer, author, slice)?;
    Page::load(tx, neighbours, viewer, rows, slice)
}

/// One status as the viewer sees it.
///
/// Refusals: not found where the viewer may not see it, gone where it was deleted.
pub fn one(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    id: Id<Status>,
) -> Result<StatusCard> {
    let row = statuses::seen(tx, viewer, id)?;
    complete(tx, neighbours, viewer, vec![row])?.pop().ok_or(Error::NotFound)
}

/// What is left of a status, for readers of it who have the page still open.
pub(crate) fn remains(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    id: Id<Status>,
) -> Result<StatusCard> {
    let row = statuses::within_sight(tx, viewer, id)?;
    complete(tx, neighbours, viewer, vec![row])?.pop().ok_or(Error::NotFound)
}

/// The page of a tag, with whether the viewer follows it. The tag is shown as it was first seen.
pub fn tag_view(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    asked: TagName,
    slice: Slice,
) -> Result<TagView> {
    let shown = tags::shown(tx, &asked.folded)?.unwrap_or(asked.shown);
    let asked = TagName { shown, folded: asked.folded };
    let following = viewer.persona().map(|me| tags::follows(tx, me, &asked.folded)).transpose()?;
    let page = tag(tx, neighbours, viewer, &asked, slice)?;
    Ok(TagView { tag: asked, following, page })
}

/// The page of a tag as one reader sees it.
#[derive(Debug, Clone)]
pub struct TagView {
    pub tag: TagName,
    /// `None` for somebody who is not signed in.
    pub following: Option<bool>,
    pub page: Page,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    /// How many days before now each window begins.
    fn spans(slice: Slice) -> Vec<i64> {
        let day = (NOW.id_floor() - (NOW - days(1)).id_floor()).max(1);
        floors(NOW, slice).iter().map(|floor| (NOW.id_floor() - floor) / day).collect()
    }

    #[test]
    fn windows_widen_until_everything_is_in() {
        assert_eq!(floors(NOW, Slice::first()).last(), Some(&0));
        assert_eq!(spans(Slice::first())[..3], [2, 16, 128]);
    }

    #[test]
    fn older_pages_look_back_from_where_they_begin() {
        let before = (NOW - days(30)).id_floor();
        let slice = Slice { before: Some(before), ..Slice::first() };
        assert_eq!(spans(slice)[..3], [32, 46, 158]);
    }

    #[test]
    fn no_window_is_wider_than_what_was_asked_for() {
        let after = (NOW - days(10)).id_floor();
        let slice = Slice { after: Some(after), ..Slice::first() };
        assert_eq!(spans(slice), [2, 10]);
    }
}
