use commonround_kernel::{Id, Token};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, Ui, Wants, doc,
    no_store,
};

use super::{api, form_again};
use crate::identity::Identity;
use crate::tokens::{self as use_case, WantedToken};
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/tokens",
            list_tokens,
            doc("list_tokens", "Your personal access tokens.")
                .auth(Auth::Session)
                .answers::<Vec<api::Token>>(),
        )
        .post(
            "/settings/tokens",
            create_token,
            doc("create_token", "Makes a token and shows it once.")
                .auth(Auth::Session)
                .takes::<api::TokenInput>()
                .answers::<api::NewToken>()
                .creates()
                .refuses(&["invalid", "email_unconfirmed", "too_many_tokens"]),
        )
        .post(
            "/settings/tokens/{id}/revoke",
            revoke_token,
            doc("revoke_token", "Ends a token.").auth(Auth::Session).answers::<Nothing>(),
        )
}

pub async fn list_tokens(State(identity): State<Identity>, caller: Caller) -> Answer {
    let rows = use_case::list_tokens(&identity, caller.require()?).await?;
    let json = || rows.iter().map(api::Token::of).collect::<Vec<_>>();
    Ok(caller.show(json, |ui| views::tokens::page(ui, &rows, &FormState::new(), None)))
}

/// Answers with the token in the page itself: a redirect would have to carry it in an address.
pub async fn create_token(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::TokenInput>,
) -> Answer {
    let actor = caller.require()?;
    let issued = match WantedToken::parse(&form.label, &form.scopes, &form.expires) {
        Ok(wanted) => use_case::create_token(&identity, actor, wanted).await,
        Err(invalid) => Err(invalid.into()),
    };
    let rows = use_case::list_tokens(&identity, actor).await?;
    match issued {
        Ok(issued) if caller.wants() == Wants::Json => {
            let token = issued.secret.reveal().to_owned();
            let json = || api::NewToken { id: issued.id, token };
            Ok(no_store(caller.done(Done::created("/settings/tokens"), json)))
        }
        Ok(issued) => {
            let secret = Some(&issued.secret);
            let page = |ui: &Ui<'_>| views::tokens::page(ui, &rows, &FormState::new(), secret);
            Ok(no_store(caller.show(|| Nothing {}, page)))
        }
        Err(error) => form_again(&caller, error, |ui, invalid| {
            views::tokens::page(ui, &rows, &form.state().with(invalid), None)
        }),
    }
}

pub async fn revoke_token(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let id: Id<Token> = id.parse()?;
    use_case::revoke_token(&identity, caller.require()?, id).await?;
    let done = Done::to("/settings/tokens").saying("identity-notice-token-revoked");
    Ok(caller.done(done, || Nothing {}))
}
