use std::future::{Ready, ready};

use axum::body::Body;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use commonround_kernel::{Actor, Error, Result, Scope};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Either};

use crate::{Caller, Refused, input};

/// Who may use a route. The route itself enforces it, so what the documentation says is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Auth {
    /// Also without signing in.
    Anyone,
    /// Signed in, even before the e-mail address is confirmed.
    SignedIn,
    /// Signed in with a confirmed address.
    Confirmed,
    /// Signed in with a browser: a token is refused.
    Session,
    /// Looks after the commons, or runs the instance.
    Moderator,
    /// Checks credentials. Running the instance is not enough: a badge is an officer's word.
    Officer,
    /// Runs the instance.
    Operator,
}

impl Auth {
    pub const ALL: [Self; 7] = [
        Self::Anyone,
        Self::SignedIn,
        Self::Confirmed,
        Self::Session,
        Self::Moderator,
        Self::Officer,
        Self::Operator,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::SignedIn => "signed_in",
            Self::Confirmed => "confirmed",
            Self::Session => "session",
            Self::Moderator => "moderator",
            Self::Officer => "officer",
            Self::Operator => "operator",
        }
    }

    /// Whether a write here speaks to others. One's own settings, and an appeal, do not.
    #[must_use]
    pub const fn needs_pen(self) -> bool {
        matches!(self, Self::Confirmed | Self::Moderator | Self::Officer)
    }

    /// Lets an actor through or says why not.
    pub fn admit(self, actor: Option<&Actor>, scope: Scope) -> Result<()> {
        let Some(actor) = actor else {
            let open = self == Self::Anyone;
            return if open { Ok(()) } else { Err(Error::Unauthenticated("sign_in_required")) };
        };
        actor.require(scope)?;
        if actor.suspended && scope == Scope::Write && self.needs_pen() {
            return Err(Error::Denied("account_suspended"));
        }
        match self {
            Self::Anyone | Self::SignedIn => Ok(()),
            Self::Confirmed => actor.require_confirmed(),
            Self::Session => actor.require_session().map(|_| ()),
            Self::Moderator if actor.moderator || actor.operator => Ok(()),
            Self::Moderator => Err(Error::Denied("moderator_only")),
            Self::Officer if actor.officer => Ok(()),
            Self::Officer => Err(Error::Denied("officer_only")),
            Self::Operator if actor.operator => Ok(()),
            Self::Operator => Err(Error::Denied("operator_only")),
        }
    }
}

/// A handler behind its auth class.
#[derive(Clone)]
pub(crate) struct Guarded<H> {
    pub handler: H,
    pub auth: Auth,
    pub scope: Scope,
    /// The route takes no fields: a body that says anything is refused.
    pub takes_nothing: bool,
}

impl<H, T: 'static, S> Handler<T, S> for Guarded<H>
where
    H: Handler<T, S>,
    S: Send + 'static,
{
    type Future = Either<H::Future, Either<Ready<Response>, BoxFuture<'static, Response>>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        let caller = request.extensions().get::<Caller>();
        match self.auth.admit(caller.and_then(Caller::actor), self.scope) {
            Ok(()) if self.takes_nothing => {
                Either::Right(Either::Right(call_bare(self.handler, request, state).boxed()))
            }
            Ok(()) => Either::Left(self.handler.call(request, state)),
            Err(error) => Either::Right(Either::Left(ready(Refused(error).into_response()))),
        }
    }
}

/// Reads the body to its end, refuses one with fields, and calls the handler without.
async fn call_bare<H, T, S>(handler: H, request: Request, state: S) -> Response
where
    H: Handler<T, S>,
{
    let (parts, body) = request.into_parts();
    match input::read_nothing(&parts.headers, body).await {
        Ok(()) => handler.call(Request::from_parts(parts, Body::empty()), state).await,
        Err(error) => Refused(error).into_response(),
    }
}
