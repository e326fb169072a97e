//! The harness itself, on a page that has everything wrong: a check that finds nothing there would
//! find nothing anywhere.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use crate::chromium::Chromium;
use crate::{Look, Outcome, Scheme, Visitor};

const BAD_PAGE: &str = "<!doctype html><html><title>Bad</title><body>
    <p style='color: red'>inline</p><img src='/missing.png'>
    <div class='wide'>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</div>
    <form action='/next'><input name='word'><button>Go</button></form>
    <script src='/app.js'></script>";

/// Answers every request on a thread that ends with the test's process.
fn serve() -> Outcome<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or(0);
            let answer = answer(&String::from_utf8_lossy(&request[..read]));
            stream.write_all(answer.as_bytes()).ok();
        }
    });
    Ok(address)
}

fn answer(request: &str) -> String {
    let (kind, body) = match request.split_whitespace().nth(1).unwrap_or("") {
        "/app.js" => ("text/javascript", "document.title = 'Scripted'; null.x"),
        "/" => ("text/html", BAD_PAGE),
        path if path.starts_with("/next") => ("text/html", "<title>Next</title><p>Arrived"),
        _ => ("text/plain", "?"),
    };
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Content-Security-Policy: default-src 'self'\r\n\r\n{body}",
        body.len()
    )
}

async fn visit(look: Look) -> Outcome<(Chromium, Visitor)> {
    let chromium = Chromium::launch().await?;
    let base = format!("http://{}", serve()?);
    let visitor = Visitor::enter(&chromium.browser, base, look).await?;
    visitor.goto("/").await?;
    Ok((chromium, visitor))
}

#[tokio::test]
async fn what_is_wrong_with_a_page_is_found() -> Outcome {
    let (chromium, visitor) = visit(Look::PHONE).await?;
    assert!(visitor.axe().await?.iter().any(|v| v.id == "image-alt"));
    assert!(visitor.sideways().await? > 0);
    assert!(visitor.wide_elements().await?.contains(&"div.wide".to_owned()));
    assert!(visitor.weight().await?.page > 0);
    visitor.wait_until("document.title === 'Scripted'", Duration::from_secs(5)).await?;
    let heard = visitor.complaints().join("\n");
    assert!(heard.contains("Content Security Policy"), "{heard}");
    assert!(heard.contains("TypeError"), "{heard}");
    assert!(visitor.leave_quiet().await.is_ok(), "complaints are taken once");
    chromium.close().await
}

#[tokio::test]
async fn a_form_is_filled_by_pointer_and_by_keyboard() -> Outcome {
    let (chromium, visitor) = visit(Look::DESK).await?;
    visitor.fill("[name=word]", "first").await?;
    visitor.press("button").await?;
    visitor.wait_for_text("Arrived").await?;
    assert_eq!(visitor.path().await?, "/next?word=first");
    visitor.goto("/").await?;
    visitor.tab_to("[name=word]").await?;
    visitor.keys("two words").await?;
    visitor.tab_to("button").await?;
    visitor.key("Enter").await?;
    visitor.wait_for_text("Arrived").await?;
    assert_eq!(visitor.path().await?, "/next?word=two+words");
    chromium.close().await
}

#[tokio::test]
async fn a_window_is_as_it_was_asked_for() -> Outcome {
    let look = Look::TABLET.scheme(Scheme::Dark).without_scripts();
    let (chromium, visitor) = visit(look).await?;
    assert_eq!(visitor.eval::<i64>("innerWidth").await?, 800);
    assert!(visitor.eval::<bool>("matchMedia('(prefers-color-scheme: dark)').matches").await?);
    assert!(visitor.eval::<bool>("matchMedia('(prefers-reduced-motion)').matches").await?);
    assert_eq!(visitor.eval::<String>("document.title").await?, "Bad", "scripts are off");
    assert!(!visitor.eval::<bool>("document.hidden").await?);
    chromium.close().await
}

#[tokio::test]
async fn two_visitors_are_both_in_front_and_share_no_cookies() -> Outcome {
    let (chromium, one) = visit(Look::DESK).await?;
    let base = format!("http://{}", serve()?);
    let other = Visitor::enter(&chromium.browser, base, Look::PHONE).await?;
    other.goto("/").await?;
    one.eval::<String>("document.cookie = 'who=one'").await?;
    assert_eq!(other.eval::<String>("document.cookie").await?, "");
    for visitor in [&one, &other] {
        assert_eq!(visitor.eval::<String>("document.visibilityState").await?, "visible");
    }
    chromium.close().await
}

#[tokio::test]
async fn a_lost_visitor_says_where() -> Outcome {
    let (chromium, visitor) = visit(Look::DESK).await?;
    let wait = visitor.wait_until("false", Duration::from_millis(50)).await;
    let why = format!("{:?}", wait.unwrap_err());
    assert!(why.contains("at /") && why.contains("inline"), "{why}");
    chromium.close().await
}
