//! What happens now, to the pages that are open: an in-process broadcast by topic, and server-sent
//! events. A lost event only delays; the tables are the truth.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use commonround_kernel::Error;
use futures_util::{Stream, StreamExt, stream};
use parking_lot::Mutex;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, Interval, interval, sleep_until};

use crate::bell::{self, Ringing};
use crate::{Answer, Caller, Patch};

/// Events that wait for one slow reader before newer ones are dropped.
const QUEUE_EVENTS: usize = 256;
/// Streams one person (or one address signed out) may have open.
const STREAMS_MAX: usize = 8;
const HEARTBEAT_SECS: u64 = 20;
/// A stream ends after this, so that a session that ended elsewhere does not read on; the browser
/// comes back by itself.
const STREAM_SECS_MAX: u64 = 15 * 60;

/// Something that happened, by ids; what a reader may see of it is decided when it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    pub kind: &'static str,
    /// The id of the thing it is about.
    pub key: i64,
    pub payload: Arc<str>,
}

impl LiveEvent {
    #[must_use]
    pub fn new(kind: &'static str, key: i64) -> Self {
        Self { kind, key, payload: Arc::from("") }
    }
}

/// Hands events to whoever listens to their topic. Cheap to clone; all clones are one hub.
#[derive(Clone, Default)]
pub struct Hub(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    topics: HashMap<String, HashMap<u64, Sender<Arc<LiveEvent>>>>,
    last: u64,
    streams: HashMap<String, usize>,
    closed: bool,
}

impl Hub {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn publish(&self, topic: &str, event: LiveEvent) {
        self.publish_all(&[topic], event);
    }

    /// To several topics at once; who listens to two of them hears it once.
    pub fn publish_all(&self, topics: &[&str], event: LiveEvent) {
        let event = Arc::new(event);
        let state = self.0.lock();
        let mut told = HashSet::new();
        for (id, sender) in topics.iter().filter_map(|topic| state.topics.get(*topic)).flatten() {
            if told.insert(*id) && sender.try_send(Arc::clone(&event)).is_err() {
                metrics::counter!("web_live_dropped_total").increment(1);
            }
        }
    }

    #[must_use]
    pub fn subscribe(&self, topics: &[impl AsRef<str>]) -> Subscription {
        let (sender, receiver) = channel(QUEUE_EVENTS);
        let mut state = self.0.lock();
        state.last += 1;
        let id = state.last;
        let topics: Vec<String> = topics.iter().map(|t| t.as_ref().to_owned()).collect();
        if !state.closed {
            for topic in &topics {
                state.topics.entry(topic.clone()).or_default().insert(id, sender.clone());
            }
        }
        Subscription { id, topics, receiver, hub: self.clone() }
    }

    /// Ends every stream, and every later one at once: the server stops.
    pub fn close(&self) {
        let mut state = self.0.lock();
        state.closed = true;
        state.topics.clear();
    }

    /// Topics somebody listens to, for tests and `/metrics`.
    #[must_use]
    pub fn topics(&self) -> usize {
        self.0.lock().topics.len()
    }

    fn take_seat(&self, person: String) -> Result<Seat, Error> {
        let mut state = self.0.lock();
        let open = state.streams.entry(person.clone()).or_default();
        if *open >= STREAMS_MAX {
            let retry_after = Duration::from_secs(HEARTBEAT_SECS);
            return Err(Error::Limited { code: "too_many_streams", retry_after });
        }
        *open += 1;
        metrics::gauge!("web_live_streams").increment(1.0);
        Ok(Seat { person, hub: self.clone() })
    }
}

/// One of the streams a person may have open.
struct Seat {
    person: String,
    hub: Hub,
}

impl Drop for Seat {
    fn drop(&mut self) {
        metrics::gauge!("web_live_streams").decrement(1.0);
        let mut state = self.hub.0.lock();
        let left = state.streams.get_mut(&self.person).map_or(0, |open| {
            *open -= 1;
            *open
        });
        if left == 0 {
            state.streams.remove(&self.person);
        }
    }
}

/// The events of some topics, until dropped.
pub struct Subscription {
    id: u64,
    topics: Vec<String>,
    receiver: Receiver<Arc<LiveEvent>>,
    hub: Hub,
}

impl Stream for Subscription {
    type Item = Arc<LiveEvent>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.receiver.poll_recv(cx)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut state = self.hub.0.lock();
        for topic in &self.topics {
            let Some(listeners) = state.topics.get_mut(topic) else { continue };
            listeners.remove(&self.id);
            if listeners.is_empty() {
                state.topics.remove(topic);
            }
        }
    }
}

struct Streaming<F> {
    events: Subscription,
    bell: Option<Ringing>,
    show: F,
    heartbeat: Interval,
    end: Instant,
    _seat: Seat,
}

/// Answers with server-sent events: each event as `show` lets this caller see it, or not at all. The
/// reader's bell rings on every stream, since a tab has one only.
///
/// # Errors
/// 429 `too_many_streams`.
pub fn stream<F, Fut>(caller: &Caller, events: Subscription, show: F) -> Answer
where
    F: FnMut(Arc<LiveEvent>) -> Fut + Send + 'static,
    Fut: Future<Output = Option<Patch>> + Send + 'static,
{
    let seat = events.hub.take_seat(caller.limit_key())?;
    let heartbeat = interval(Duration::from_secs(HEARTBEAT_SECS));
    let end = Instant::now() + Duration::from_secs(STREAM_SECS_MAX);
    let bell = Ringing::of(caller, &events.hub);
    let state = Streaming { events, bell, show, heartbeat, end, _seat: seat };
    let opening = stream::iter([Bytes::from_static(b"retry: 3000\n\n")]);
    let body = opening.chain(stream::unfold(state, next_frame)).map(Ok::<_, Infallible>);
    Ok(stream_response(Body::from_stream(body)))
}

/// The stream of pages without one of their own: the bell and nothing else.
///
/// # Errors
/// 401 for somebody signed out, else as `stream`.
pub fn stream_bell(caller: &Caller, hub: &Hub) -> Answer {
    let persona = caller.require()?.persona;
    // The bell speaks for itself; these events keep the stream open until the hub closes.
    stream(caller, hub.subscribe(&[bell::topic(persona)]), |_| std::future::ready(None))
}

async fn ring(bell: &mut Option<Ringing>) -> Patch {
    match bell {
        Some(bell) => bell.next().await,
        None => std::future::pending().await,
    }
}

async fn next_frame<F, Fut>(mut state: Streaming<F>) -> Option<(Bytes, Streaming<F>)>
where
    F: FnMut(Arc<LiveEvent>) -> Fut,
    Fut: Future<Output = Option<Patch>>,
{
    loop {
        tokio::select! {
            event = state.events.next() => {
                if let Some(patch) = (state.show)(event?).await {
                    return Some((frame(&patch).into(), state));
                }
            }
            patch = ring(&mut state.bell) => return Some((frame(&patch).into(), state)),
            _ = state.heartbeat.tick() => return Some((Bytes::from_static(b":\n\n"), state)),
            () = sleep_until(state.end) => return None,
        }
    }
}

/// One event of the stream. Each line of the patch needs its own `data:`, however it ends.
fn frame(patch: &Patch) -> String {
    let text = patch.as_str().replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len() + 32);
    out.push_str("event: patch\n");
    for line in text.split('\n') {
        out.push_str("data: ");
        out.push_str(line);
        out.push('\n');
    }
    out.push('\n');
    out
}

fn stream_response(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // nginx would hold events back otherwise.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn now_or_none(events: &mut Subscription) -> Option<i64> {
        events.next().now_or_never().flatten().map(|event| event.key)
    }

    #[test]
    fn each_line_of_a_patch_is_framed() {
        let patch = Patch::new().text("#a", "one\r\ntwo\rthree\n");
        assert_eq!(
            frame(&patch),
            "event: patch\ndata: <patch-el target=\"#a\" swap=\"text\">one\ndata: two\ndata: three\n\
             data: </patch-el>\n\n"
        );
    }

    #[test]
    fn listeners_hear_their_topics_once() {
        let hub = Hub::new();
        let mut both = hub.subscribe(&["local", "tag:adhd"]);
        let mut other = hub.subscribe(&["tag:sleep"]);
        hub.publish_all(&["local", "tag:adhd"], LiveEvent::new("published", 7));
        assert_eq!(now_or_none(&mut both), Some(7));
        assert_eq!(now_or_none(&mut both), None);
        assert_eq!(now_or_none(&mut other), None);
        drop((both, other));
        assert_eq!(hub.topics(), 0);
    }

    #[test]
    fn a_slow_reader_loses_events_and_blocks_nobody() {
        let hub = Hub::new();
        let mut slow = hub.subscribe(&["local"]);
        (0..1_000).for_each(|key| hub.publish("local", LiveEvent::new("published", key)));
        let kept = std::iter::from_fn(|| now_or_none(&mut slow)).count();
        assert_eq!(kept, QUEUE_EVENTS);
    }

    #[test]
    fn a_closed_hub_ends_old_and_new_subscriptions() {
        let hub = Hub::new();
        let mut old = hub.subscribe(&["local"]);
        hub.close();
        let mut new = hub.subscribe(&["local"]);
        assert_eq!(old.next().now_or_never(), Some(None));
        assert_eq!(new.next().now_or_never(), Some(None));
    }

    #[test]
    fn a_person_has_only_so_many_streams() {
        let hub = Hub::new();
        let mut seats: Vec<Seat> =
            (0..STREAMS_MAX).map(|_| hub.take_seat("dana".into()).unwrap()).collect();
        assert!(matches!(hub.take_seat("dana".into()), Err(Error::Limited { .. })));
        assert!(hub.take_seat("amira".into()).is_ok());
        seats.pop();
        assert!(hub.take_seat("dana".into()).is_ok());
    }
}
