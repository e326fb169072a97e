use axum::extract::State;
use commonround_kernel::{Error, Role, Timestamp};
use commonround_web::components::{
    AvatarSize, ButtonKind, FieldSpec, FormState, avatar, button, empty, field, hidden,
};
use commonround_web::{Answer, Auth, Caller, Done, Input, Page, Routes, Ui, doc};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DemoWorld, PASSWORD, Player, clock};
use crate::instance::Instance;

/// Routes that exist only under `demo`.
#[must_use]
pub fn routes(instance: &Instance) -> Routes<()> {
    Routes::<Instance>::new()
        .get(
            "/demo",
            show_cast,
            doc("show_cast", "The cast of the demo world.").auth(Auth::Anyone).answers::<Cast>(),
        )
        .post(
            "/demo/sign-in",
            sign_in_as,
            doc("sign_in_as", "Signs in as one of the cast, without a password.")
                .auth(Auth::Anyone)
                .takes::<SignInAs>()
                .answers::<SignedInAs>(),
        )
        .get(
            "/demo/clock",
            show_clock,
            doc("show_clock", "What time it is in the demo world.")
                .auth(Auth::Anyone)
                .answers::<DemoTime>(),
        )
        .post(
            "/demo/clock",
            advance_clock,
            doc("advance_clock", "Moves the one clock that every timer reads.")
                .auth(Auth::Anyone)
                .takes::<Advance>()
                .answers::<DemoTime>(),
        )
        .get(
            "/demo/outbox",
            show_outbox,
            doc("show_outbox", "Letters that would have been sent, newest first.")
                .auth(Auth::Anyone)
                .answers::<Outbox>(),
        )
        .with_state(instance.clone())
}

#[derive(Serialize, JsonSchema)]
pub struct Cast {
    cast: Vec<CastMember>,
    password: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub struct CastMember {
    handle: String,
    display_name: String,
    role: Role,
    part: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInAs {
    handle: String,
}

#[derive(Serialize, JsonSchema)]
pub struct SignedInAs {
    handle: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// An ISO 8601 duration, such as `PT5M`.
    advance: String,
}

#[derive(Serialize, JsonSchema)]
pub struct DemoTime {
    now: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct Outbox {
    letters: Vec<SentLetter>,
}

#[derive(Serialize, JsonSchema)]
pub struct SentLetter {
    at: Timestamp,
    to: String,
    subject: String,
    body: String,
}

fn world(instance: &Instance) -> Result<&DemoWorld, Error> {
    instance.demo.as_deref().ok_or(Error::NotFound)
}

async fn show_cast(State(instance): State<Instance>, caller: Caller) -> Answer {
    let world = world(&instance)?;
    let member = |p: &Player| CastMember {
        handle: p.handle.clone(),
        display_name: p.name.clone(),
        role: p.role,
        part: p.part.clone(),
    };
    let json = || Cast { cast: world.cast.iter().map(member).collect(), password: PASSWORD };
    Ok(caller.show(json, |ui| cast_page(ui, &world.cast)))
}

async fn sign_in_as(
    State(instance): State<Instance>,
    caller: Caller,
    Input(form): Input<SignInAs>,
) -> Answer {
    let world = world(&instance)?;
    let handle = form.handle.trim_start_matches('@').to_owned();
    if !world.cast.iter().any(|p| p.handle == handle) {
        return Err(Error::NotFound.into());
    }
    let secret = commonround_identity::sign_in_as(&instance.db, &handle).await?;
    let cookie = commonround_web::session_cookie(instance.is_https(), &secret);
    let done = Done::to("/").cookie(cookie);
    Ok(caller.done(done, || SignedInAs { handle }))
}

async fn show_clock(State(instance): State<Instance>, caller: Caller) -> Answer {
    let now = instance.env.now();
    Ok(caller.show(|| DemoTime { now }, |ui| clock_page(ui, now)))
}

async fn advance_clock(
    State(instance): State<Instance>,
    caller: Caller,
    Input(form): Input<Advance>,
) -> Answer {
    let world = world(&instance)?;
    world.clock_file.advance(&world.clock, clock::parse_advance(&form.advance)?)?;
    instance.db.drain().await?;
    let now = instance.env.now();
    Ok(caller.done(Done::to("/demo/clock"), || DemoTime { now }))
}

async fn show_outbox(State(instance): State<Instance>, caller: Caller) -> Answer {
    let letters = world(&instance)?.letters();
    let sent = || {
        letters.iter().map(|shown| SentLetter {
            at: shown.at,
            to: shown.letter.to.clone(),
            subject: shown.letter.subject.clone(),
            body: shown.letter.body.clone(),
        })
    };
    let json = || Outbox { letters: sent().collect() };
    Ok(caller.show(json, |ui| outbox_page(ui, &sent().collect::<Vec<_>>())))
}

fn cast_page(ui: &Ui, cast: &[Player]) -> Markup {
    Page::new(ui, ui.t("server-demo-title")).noindex().body(html! {
        section.card {
            p { (ui.t("server-demo-lead")) " " (ui.ta("server-demo-password", &[("password", PASSWORD.into())])) }
            p { a href="/demo/outbox" { (ui.t("server-demo-outbox")) } " · " a href="/demo/clock" { (ui.t("server-demo-clock")) } }
            ul.rows.people role="list" {
                @for player in cast { li { (player_row(ui, player)) } }
            }
        }
        (to_try(ui))
    })
}

/// Where to go, and as whom.
const TRY: [(&str, &str); 8] = [
    ("/answer", "server-demo-try-answer"),
    ("/notes", "server-demo-try-notes"),
    ("/claims", "server-demo-try-claims"),
    ("/notifications", "server-demo-try-notifications"),
    ("/verify/@dana", "server-demo-try-verify"),
    ("/officer/claims", "server-demo-try-officer"),
    ("/moderation", "server-demo-try-moderation"),
    ("/settings/credentials", "server-demo-try-newcomer"),
];

fn to_try(ui: &Ui) -> Markup {
    html! {
        section.card {
            h2 { (ui.t("server-demo-try")) }
            ul {
                @for (href, key) in TRY { li { a href=(href) { (href) } " · " (ui.t(key)) } }
            }
            p { (ui.t("server-demo-registers")) }
        }
    }
}

fn player_row(ui: &Ui, player: &Player) -> Markup {
    html! {
        (avatar(&player.name, "hue-none", AvatarSize::Medium))
        div {
            a href={ "/@" (player.handle) } { (player.name) }
            p.meta { "@" (player.handle) }
        }
        p.intro { (player.part) }
        form method="post" action="/demo/sign-in" {
            input type="hidden" name="handle" value=(player.handle);
            button.btn.soft.sm { (ui.t("server-demo-enter")) (hidden(&format!(": {}", player.name))) }
        }
    }
}

fn clock_page(ui: &Ui, now: Timestamp) -> Markup {
    let step = FieldSpec::text("advance", ui.t("server-demo-clock-label")).required().verbatim();
    Page::new(ui, ui.t("server-demo-clock")).noindex().main_class("narrow").body(html! {
        section.card {
            p { (ui.ta("server-demo-clock-now", &[("now", now.to_string().as_str().into())])) }
            form.stack method="post" action="/demo/clock" {
                (field(ui, &step, &FormState::new().set("advance", "PT5M")))
                (button(ui.t("server-demo-clock-go"), ButtonKind::Primary))
            }
        }
    })
}

fn outbox_page(ui: &Ui, letters: &[SentLetter]) -> Markup {
    Page::new(ui, ui.t("server-demo-outbox")).noindex().body(html! {
        @if letters.is_empty() { (empty(ui, ui.t("server-demo-outbox-empty"), Some(("/demo", ui.t("server-demo-title"))))) }
        @for letter in letters {
            article.card {
                h2 { (letter.subject) }
                p.meta { (ui.ta("server-demo-outbox-to", &[("to", letter.to.as_str().into())])) " · " (ui.ago(letter.at)) }
                pre.letter { (linked(&letter.body)) }
            }
        }
    })
}

/// The letter with its links made clickable, line by line.
fn linked(body: &str) -> Markup {
    html! {
        @for line in body.lines() {
            @if line.starts_with("http://") || line.starts_with("https://") { a href=(line) { (line) } }
            @else { (line) }
            "\n"
        }
    }
}
