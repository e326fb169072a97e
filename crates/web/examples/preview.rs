use std::net::SocketAddr;
use std::sync::Arc;
use commonround_kernel::ports::Promise;
use commonround_kernel::*;
use commonround_web::components::*;
use commonround_web::live::Hub;
use commonround_web::*;

struct Known;
impl Sessions for Known {
    fn resolve<'a>(&'a self, _: Shown<'a>) -> Promise<'a, kernel_result::R<Option<Resolved>>> {
        Box::pin(async move {
            Ok(Some(Resolved { actor: Actor { account: Id::from_i64(1), persona: Id::from_i64(2), role: Role::Patient, via: Via::Session(Id::from_i64(1)), scopes: Scopes::ALL, confirmed: true, operator: false, moderator: false },
                me: Me { handle: "amira".into(), display_name: "Amira Haddad".into(), hue: "hue-patient" }, lang: None, theme: Theme::System }))
        })
    }
}
mod kernel_result { pub type R<T> = commonround_kernel::Result<T>; }

fn post(ui: &Ui<'_>, id: u32, name: &str, hue: &str, role: &str, chip_: Markup, body: Markup, ago: i64, focus: bool) -> Markup {
    let at = Timestamp::from_millis(ui.now().millis() - ago * 60_000);
    html! { article.post.focus[focus] id={ "status-" (id) } aria-label={ "Post by " (name) } {
        header { a href="/@x" tabindex="-1" aria-hidden="true" { (avatar(name, hue, AvatarSize::Medium)) }
            div.who { a.name href="/@x" { (name) } span.meta { (role) " · " a href="/@x/1" { (ui.ago(at)) } } }
            (chip_)
            (menu_popover(&format!("m{id}"), "More about this post", html! { li { a href="/r" { (icon("flag")) "Report" } } li { a href="/r" { (icon("volume-x")) "Mute " (name) } } }))
        }
        (body)
        div.tags { a href="/tags/a" { "#HeartFailure" } a href="/tags/b" { "#SelfCare" } }
        div.actions {
            a.act href="/r" { (icon("message-circle")) span { "18" } span.lbl { "Reply" } }
            form method="post" action="/react" data-live data-optimistic { button.act aria-pressed="true" { (icon("hand-heart")) span data-n { "41" } span.lbl { "Helped me" } } }
            form method="post" action="/react" data-live data-optimistic { button.act aria-pressed="false" { (icon("heart-handshake")) span data-n { "3" } span.lbl { "With you" } } }
            form method="post" action="/react" data-live data-optimistic { button.act aria-pressed="false" { (icon("users")) span data-n { "" } span.lbl { "Me too" } } }
            form method="post" action="/react" data-live data-optimistic { button.act aria-pressed="false" { (icon("heart")) span data-n { "2" } span.lbl { "Thank you" } } }
        }
    } }
}
fn p(t: &str) -> Markup { html! { div.body { p { (t) } } } }
fn posts(ui: &Ui<'_>) -> Markup { html! {
    (post(ui, 1, "Amara Okafor", "hue-medicine", "Cardiologist", chip(Tone::Brand, "book-open", "Professional"), html! { div.body { p { b { "Weigh yourself at the same time each morning." } " If you are up 2 kg in three days, call your team that day. Here is how to read the chart." } ul { li { "First thing in the morning" } li { "Same scale" } } blockquote { p { "It was the single most useful habit." } } } p.source { (icon("link")) span { "Source: " a href="/x" { "heartlife.example/weigh-yourself" } } } }, 3, false))
    (post(ui, 2, "Sam Tremblay", "hue-patient", "Living with heart failure", chip(Tone::Warm, "feather", "Personal story"), html! { details.cw { summary { (icon("eye-off")) "Stopping a medicine" } div.body { p { "Eight months since my diagnosis. Nobody told me the tiredness could be the tablets." } } } }, 190, false))
    (post(ui, 3, "Jo Martinez", "hue-social-work", "Social worker", chip(Tone::Plain, "message-circle-question", "Question"), p("How do your teams make sure the person at the centre speaks first in a case conference?"), 900, false))
} }
async fn home(caller: Caller) -> Answer {
    Ok(caller.show(|| 1, |ui| {
        let side = html! { (card(Some("Being discussed"), html! { ul.rows role="list" { li { div { a href="/t" { "#HeartFailure" } p.meta { "214 posts today" } } } li { div { a href="/t" { "#SickDayRules" } p.meta { "61 posts today" } } } } }))
          (card(Some("People you could learn from"), html! { ul.rows role="list" { (row(avatar("Priya Nair","hue-pharmacy",AvatarSize::Medium), "/@p", "Priya Nair", "Pharmacist", Some(html!{ button.btn.quiet.sm { "Follow" } }))) } })) };
        let composer = html! { form.composer method="post" action="/statuses" data-live data-reset { (avatar("Amira Haddad","hue-patient",AvatarSize::Medium)) div { label.vh for="f-body" { "Share something" } textarea #f-body name="body" placeholder="Share what you know, or ask" maxlength="5000" data-count {} } div.bar { label.vh for="k" { "Kind" } select #k name="disclosure" { option { "Personal story" } option { "Question" } } label.vh for="v" { "Who sees it" } select #v name="visibility" { option { "Public" } option { "Followers" } } button.btn { "Post" } } } };
        Page::new(ui, "Home").quiet_heading().tab_bar(tabs("Feeds", &[Tab{href:"/",text:"Following",current:true},Tab{href:"/local",text:"Local",current:false},Tab{href:"/t",text:"#ADHD",current:false}])).side(side)
            .body(html! { (composer) (feed(ui, Some("/live/x"), posts(ui))) (more_link(ui, "/?before=1")) })
    }))
}
async fn watch(State(hub): State<Hub>, caller: Caller) -> Answer { let c = caller.clone(); live::stream(&caller, hub.subscribe(&["x"]), move |e| { let c = c.clone(); async move { Some(if e.kind == "gone" { Patch::new().remove(&format!("#status-{}", e.key)) } else { Patch::new().prepend("#feed", post(&c.ui(), e.key as u32, "Live Person", "hue-student", "Student", html!{}, p("live"), 0, false)) }) } }) }
#[derive(serde::Deserialize)] struct Push { kind: String, key: i64 }
async fn push(State(hub): State<Hub>, Input(i): Input<Push>) -> Answer { hub.publish("x", live::LiveEvent::new(if i.kind == "gone" { "gone" } else { "new" }, i.key)); Ok(axum::response::IntoResponse::into_response("ok")) }
#[derive(serde::Deserialize)] struct Said { body: String }
async fn say(State(hub): State<Hub>, caller: Caller, Input(i): Input<Said>) -> Answer { if i.body.is_empty() { return Err(Invalid::new("body", "required").into()); } hub.publish("x", live::LiveEvent::new("new", 77)); Ok(caller.done_patch(Done::to("/"), || 1, |ui| Patch::new().prepend("#feed", post(ui, 77, "Amira Haddad", "hue-patient", "Me", html!{}, p(&i.body), 0, false)))) }
async fn react(caller: Caller) -> Answer { let _ = caller; Err(Error::Denied("nope").into()) }
async fn thread(caller: Caller) -> Answer { Ok(caller.show(|| 1, |ui| Page::new(ui, "Thread").quiet_heading().body(html! {
    (post(ui, 1, "Amara Okafor", "hue-medicine", "Cardiologist", chip(Tone::Brand, "book-open", "Professional"), p("Weigh yourself at the same time each morning."), 3, true))
    ol.thread role="list" { li { (post(ui, 2, "Sam Tremblay", "hue-patient", "Patient", html!{}, p("Does it matter before or after coffee?"), 3, false)) ol.thread role="list" { li { (post(ui, 3, "Amara Okafor", "hue-medicine", "Cardiologist", html!{}, p("Before, after the bathroom."), 3, false)) ol.thread role="list" { li { (post(ui, 5, "Kai Andersen", "hue-therapy", "Physio", html!{}, p("And on a hard floor."), 2, false)) } } } } } li { (post(ui, 4, "Priya Nair", "hue-pharmacy", "Pharmacist", html!{}, p("And write it down."), 2, false)) } }
})))}
async fn settings(caller: Caller) -> Answer { Ok(caller.show(|| 1, |ui| {
    let mut invalid = Invalid::default(); invalid.add("email", "malformed"); invalid.add("role", "required");
    let state = FormState::new().set("email", "amira@@example").set("name", "Amira").with(invalid.clone());
    Page::new(ui, "Profile").main_class("narrow").body(html! {
        (notice(Tone::Note, "info", html! { p { "Confirm your e-mail address to post. " a href="/x" { "Send the letter again" } } }))
        form.stack.card method="post" action="/settings/profile" data-live {
            (error_summary(ui, &invalid))
            (field(ui, &FieldSpec::text("name", "Display name").required().chars_max(40).hint("What others see"), &state))
            (field(ui, &FieldSpec::email("email", "E-mail").required().autocomplete("email").verbatim(), &state))
            (field(ui, &FieldSpec::area("intro", "About you", 4).chars_max(500), &state))
            (field(ui, &FieldSpec::select("lang", "Language", vec![Choice::new("en","English"), Choice::new("fr","Français")]).required(), &state))
            (field(ui, &FieldSpec::radios("role", "You are", vec![Choice::new("patient","Patient or public").hint("Your posts go to followers only"), Choice::new("caregiver","Caregiver")]).required(), &state))
            (field(ui, &FieldSpec::tick("locked", "I approve each follower").hint("They wait until you say yes"), &state))
            (button("Save", ButtonKind::Primary))
        }
        table.table { thead { tr { th { "Device" } th { "Last seen" } th { "" } } } tbody { tr { td data-label="Device" { "Firefox on Linux" } td data-label="Last seen" { "now" } td { button.btn.quiet.sm { "Sign out there" } } } tr { td data-label="Device" { "Safari on iPhone" } td data-label="Last seen" { "2 d" } td { (confirm_popover(ui, "c1", html!{ span.btn.quiet.sm { "Sign out there" } }, "Sign out Safari on iPhone?", post_button("/x", "Sign out", ButtonKind::Danger))) } } } }
        ul.places.card role="list" { li { a href="/x" { (icon("user")) "Profile" (icon("chevron-right")) } } li { a href="/x" { (icon("key")) "Password and e-mail" (icon("chevron-right")) } } }
    })
}))}
async fn misc(caller: Caller) -> Answer { Ok(caller.show(|| 1, |ui| Page::new(ui, "Help").sensitive().body(html! {
    p { "If you are in danger, call now. You do not need to sign in." }
    ul.numbers role="list" { li { h2 { "Emergency" } a href="tel:112" { "112" } p.meta { "Any time, free" } } li { h2 { "Suicide crisis helpline" } a href="tel:988" { "988" } p.meta { "Call or text, any time" } } }
    (empty(ui, "Nobody has written about this yet.", Some(("/statuses/new", "Be the first"))))
    section.welcome { h1 { "Health, together." } p { "Ask, share and check what helps, with people who live with it and people who treat it." } div.row { a.btn href="/join" { "Join" } a.btn.quiet href="/sign-in" { "Sign in" } } }
    dl.facts { dt { "Publisher" } dd { "NIH" } dt { "Reviewed" } dd { "not stated" } }
    code.secret { "cr_0123456789abcdef0123456789" }
})))}
#[tokio::main]
async fn main() {
    let r = |href, icon, label_key, when| Room { href, icon, label_key, when };
    let mut site = Site::new("Commonround", "http://127.0.0.1:8099", &[], vec![r("/", "house", "web-more", When::Always), r("/local", "map-pin", "web-search", When::Always), r("/people", "users", "web-you", When::Always), r("/facts", "library", "web-help", When::Always), r("/search", "search", "web-search", When::Always)]).unwrap();
    site.compose = Some("/statuses/new");
    site.foot = vec![FootLink{href:"/about",label_key:"web-you"},FootLink{href:"/privacy",label_key:"web-profile"}];
    let env = Env::system();
    let hub = Hub::new();
    let routes = Routes::<Hub>::new().live("/live/x", watch, doc("l","b")).post("/push", push, doc("pu","b")).post("/statuses", say, doc("say","b")).post("/react", react, doc("re","b")).get("/", home, doc("a","b")).get("/thread", thread, doc("c","b")).get("/settings", settings, doc("d","b")).get("/misc", misc, doc("e","b")).with_state(hub);
    let app = serve_stack(routes, WebConfig { env, site: Arc::new(site), sessions: Arc::new(Known), limiter: Limiter::off(), trusted_proxies: vec![], version: "0" });
    let app = app.layer(axum::middleware::map_request(|mut r: axum::extract::Request| async move { if !r.uri().query().unwrap_or("").contains("out") { r.headers_mut().insert("cookie", "session=x".parse().unwrap()); } r }));
    let l = tokio::net::TcpListener::bind("127.0.0.1:8099").await.unwrap();
    axum::serve(l, app.into_make_service_with_connect_info::<SocketAddr>()).await.unwrap();
}
