use commonround_db::Tx;
use commonround_kernel::{Error, Id};
use commonround_text::fold;
use commonround_vocabulary::Status;
use commonround_web::State;
use commonround_web::{Answer, Caller, Paging, Path};

use crate::compose::Draft;
use crate::{Commons, Viewer, api, timeline, views};

pub async fn show_local(
    State(commons): State<Commons>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    let viewer = Viewer::of(caller.actor());
    let neighbours = commons.neighbours.clone();
    let page =
        commons.db.read_inline(move |tx| timeline::local(tx, &neighbours, viewer, slice)).await?;
    Ok(caller.show(|| api::Page::from(&page), |ui| views::local_page(ui, &page)))
}

/// A status under another name than its author's is not there.
pub async fn show_thread(
    State(commons): State<Commons>,
    caller: Caller,
    Path((handle, id)): Path<(String, Id<Status>)>,
) -> Answer {
    let viewer = Viewer::of(caller.actor());
    let writes = caller.actor().filter(|actor| actor.confirmed).cloned();
    let (neighbours, gate) = (commons.neighbours.clone(), commons.gate.clone());
    let read = move |tx: &mut Tx<'_>| {
        let thread = timeline::thread(tx, &neighbours, viewer, id)?;
        if fold(&handle) != fold(&thread.focus.author.handle) {
            return Err(Error::NotFound);
        }
        let parent = || Some(thread.focus.clone());
        let draft = writes.as_ref().map(|actor| Draft::over(tx, &gate, actor, parent()));
        let draft = draft.transpose()?;
        Ok((thread, draft))
    };
    let (thread, draft) = commons.db.read_inline(read).await?;
    Ok(caller
        .show(|| api::Thread::from(&thread), |ui| views::thread_page(ui, &thread, draft.as_ref())))
}
