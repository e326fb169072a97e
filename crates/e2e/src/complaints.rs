//! What the browser itself complains about: a blocked style, an exception, a missing file.

use std::sync::Arc;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::log::{EventEntryAdded, LogEntryLevel};
use chromiumoxide::cdp::js_protocol::runtime::{
    ConsoleApiCalledType, EventConsoleApiCalled, EventExceptionThrown,
};
use chromiumoxide::listeners::EventStream;
use futures_util::StreamExt as _;
use parking_lot::Mutex;
use tokio::task::JoinHandle;

use crate::Outcome;

pub struct Complaints {
    heard: Arc<Mutex<Vec<String>>>,
    listeners: Vec<JoinHandle<()>>,
}

impl Complaints {
    pub async fn listen(page: &Page) -> Outcome<Self> {
        let mut complaints = Self { heard: Arc::default(), listeners: Vec::new() };
        page.enable_log().await?;
        complaints.hear(page.event_listener::<EventEntryAdded>().await?, log_entry);
        complaints.hear(page.event_listener::<EventExceptionThrown>().await?, exception);
        complaints.hear(page.event_listener::<EventConsoleApiCalled>().await?, console_error);
        Ok(complaints)
    }

    fn hear<E>(&mut self, mut events: EventStream<E>, tell: fn(&E) -> Option<String>)
    where
        E: chromiumoxide::cdp::IntoEventKind + Send + Sync + Unpin + 'static,
    {
        let heard = Arc::clone(&self.heard);
        self.listeners.push(tokio::spawn(async move {
            while let Some(event) = events.next().await {
                heard.lock().extend(tell(&event));
            }
        }));
    }

    /// What was heard since the last time.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock())
    }
}

impl Drop for Complaints {
    fn drop(&mut self) {
        self.listeners.iter().for_each(JoinHandle::abort);
    }
}

fn log_entry(event: &EventEntryAdded) -> Option<String> {
    let entry = &event.entry;
    let bad = matches!(entry.level, LogEntryLevel::Error | LogEntryLevel::Warning);
    let url = entry.url.as_deref().unwrap_or("");
    bad.then(|| format!("{:?}: {} {url}", entry.source, entry.text))
}

fn exception(event: &EventExceptionThrown) -> Option<String> {
    let details = &event.exception_details;
    let thrown = details.exception.as_ref().and_then(|thrown| thrown.description.clone());
    Some(format!("exception: {} {}", details.text, thrown.unwrap_or_default()))
}

fn console_error(event: &EventConsoleApiCalled) -> Option<String> {
    let said = event.args.iter().filter_map(|arg| arg.value.as_ref().map(ToString::to_string));
    let bad = event.r#type == ConsoleApiCalledType::Error;
    bad.then(|| format!("console: {}", said.collect::<Vec<_>>().join(" ")))
}
