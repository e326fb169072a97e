use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use commonround_kernel::Scope;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::guard::{Auth, Guarded};

pub(crate) type MakeSchema = fn(&mut SchemaGenerator) -> Schema;

/// What a route is for. Written where the route is, enforced (`auth`) and published (OpenAPI).
#[derive(Clone)]
pub struct Doc {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) auth: Auth,
    pub(crate) query: Option<MakeSchema>,
    pub(crate) paged: bool,
    pub(crate) takes: Option<MakeSchema>,
    pub(crate) uploads: Option<&'static str>,
    pub(crate) answers: Option<MakeSchema>,
    pub(crate) plain: Option<&'static str>,
    pub(crate) created: bool,
    pub(crate) refuses: &'static [&'static str],
    pub(crate) explains: Option<MakeSchema>,
}

/// `name` is verb_noun and unique; the summary is one sentence. Open to anyone unless `auth` says
/// otherwise.
#[must_use]
pub fn doc(name: &'static str, summary: &'static str) -> Doc {
    Doc {
        name,
        summary,
        auth: Auth::Anyone,
        query: None,
        paged: false,
        takes: None,
        uploads: None,
        answers: None,
        plain: None,
        created: false,
        refuses: &[],
        explains: None,
    }
}

impl Doc {
    #[must_use]
    pub fn auth(self, auth: Auth) -> Self {
        Self { auth, ..self }
    }

    /// The type of the body (`Input<T>`). A write that takes nothing refuses every field.
    #[must_use]
    pub fn takes<T: JsonSchema>(self) -> Self {
        Self { takes: Some(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// The body is a form with one file, in this field (`Upload`).
    #[must_use]
    pub fn uploads(self, field: &'static str) -> Self {
        Self { uploads: Some(field), ..self }
    }

    /// The type of the query (`Query<T>`).
    #[must_use]
    pub fn query<T: JsonSchema>(self) -> Self {
        Self { query: Some(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// The route takes `Paging`.
    #[must_use]
    pub fn paged(self) -> Self {
        Self { paged: true, ..self }
    }

    /// The JSON that a program gets.
    #[must_use]
    pub fn answers<T: JsonSchema>(self) -> Self {
        Self { answers: Some(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// The route answers one media type only, whatever the caller wants.
    #[must_use]
    pub fn plain(self, media_type: &'static str) -> Self {
        Self { plain: Some(media_type), ..self }
    }

    /// A program gets 201 (`Done::created`).
    #[must_use]
    pub fn creates(self) -> Self {
        Self { created: true, ..self }
    }

    /// Codes this route refuses with, beyond those of every route.
    #[must_use]
    pub fn refuses(self, codes: &'static [&'static str]) -> Self {
        Self { refuses: codes, ..self }
    }

    /// What some of those refusals say beyond every problem (`Caller::refused_more`).
    #[must_use]
    pub fn explains<T: JsonSchema>(self) -> Self {
        Self { explains: Some(|generator| generator.subschema_for::<T>()), ..self }
    }
}

/// One route as it stands in the documentation.
#[derive(Clone)]
pub struct Endpoint {
    pub method: Method,
    pub path: &'static str,
    pub(crate) doc: Doc,
}

impl Endpoint {
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.doc.name
    }

    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.doc.summary
    }

    #[must_use]
    pub fn auth(&self) -> Auth {
        self.doc.auth
    }

    /// The scope a token needs: `read` for GET, else `write`.
    #[must_use]
    pub fn scope(&self) -> Scope {
        scope_of(&self.method)
    }

    /// The media type of a route that answers one only; `text/event-stream` for live ones.
    #[must_use]
    pub fn plain(&self) -> Option<&'static str> {
        self.doc.plain
    }
}

fn scope_of(method: &Method) -> Scope {
    if method == Method::GET { Scope::Read } else { Scope::Write }
}

/// The routes of a room: handlers with their documentation and their auth class, which is enforced
/// here and nowhere else.
pub struct Routes<S = ()> {
    router: Router<S>,
    endpoints: Vec<Endpoint>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    #[must_use]
    pub fn new() -> Self {
        Self { router: Router::new(), endpoints: Vec::new() }
    }

    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.route(Method::GET, path, handler, doc)
    }

    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.route(Method::POST, path, handler, doc)
    }

    /// A stream of server-sent events (`live::stream`).
    #[must_use]
    pub fn live<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.route(Method::GET, path, handler, doc.plain("text/event-stream"))
    }

    fn route<H, T>(mut self, method: Method, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("GET and POST have filters");
        let takes_nothing = doc.takes.is_none() && doc.uploads.is_none();
        let takes_nothing = takes_nothing && method == Method::POST;
        let guarded = Guarded { handler, auth: doc.auth, scope: scope_of(&method), takes_nothing };
        self.router = self.router.route(path, on(filter, guarded));
        self.endpoints.push(Endpoint { method, path, doc });
        self
    }

    /// Hands every handler its state.
    #[must_use]
    pub fn with_state(self, state: S) -> Routes<()> {
        Routes { router: self.router.with_state(state), endpoints: self.endpoints }
    }

    /// # Panics
    /// Where both have the same method and path.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.endpoints.extend(other.endpoints);
        self
    }

    #[must_use]
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    pub fn into_parts(self) -> (Router<S>, Vec<Endpoint>) {
        (self.router, self.endpoints)
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}
