use std::net::IpAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::guard::is_public;
use super::*;

const BYTES_MAX: usize = 64;

/// As a golden line: `ok TYPE BODY`, or status and code.
async fn fetch(outside: &Outside, url: &str, types: &[&str]) -> String {
    match outside.fetch(Ask { url, types, bytes_max: BYTES_MAX }).await {
        Ok(found) => format!("ok {} {}", found.media_type, String::from_utf8_lossy(&found.body)),
        Err(Error::Invalid(wrong)) => format!("422 {}", wrong.problems()[0].why),
        Err(other) => format!("{} {}", other.status(), other.code()),
    }
}

/// Somebody on this machine who says the same to everyone.
async fn speaker(answer: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4_096]).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    port
}

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

async fn check(head: &str, body: &str, expect: &str) {
    let port = speaker(answer(head, body)).await;
    let outside = Outside::new(true).unwrap();
    let url = format!("http://127.0.0.1:{port}/keys?v=1#part");
    assert_eq!(fetch(&outside, &url, &["application/json"]).await, expect, "{head}");
}

#[tokio::test]
async fn a_document_is_read_whole() {
    let json = "200 OK\r\ncontent-type: Application/JSON; charset=utf-8";
    check(json, "{}", "ok application/json {}").await;
    check(json, &"x".repeat(BYTES_MAX), &format!("ok application/json {}", "x".repeat(64))).await;
}

#[tokio::test]
async fn what_is_not_the_document_is_refused() {
    let json = "200 OK\r\ncontent-type: application/json";
    check(json, &"x".repeat(BYTES_MAX + 1), "413 outside_too_large").await;
    check("200 OK\r\ncontent-type: text/html", "{}", "415 outside_wrong_type").await;
    check("200 OK", "{}", "415 outside_wrong_type").await;
    check("404 Not Found", "", "503 outside_refused").await;
    check("500 Oh", "", "503 outside_refused").await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    check("302 Found\r\nlocation: http://127.0.0.1:1/", "", "503 outside_refused").await;
}

#[tokio::test]
async fn an_answer_without_end_or_sense_is_cut_off() {
    let endless = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
         {:x}\r\n{}\r\n",
        BYTES_MAX * 4,
        "x".repeat(BYTES_MAX * 4)
    );
    let outside = Outside::new(true).unwrap();
    let port = speaker(endless).await;
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(fetch(&outside, &url, &[]).await, "413 outside_too_large");
    let port = speaker("SSH-2.0-OpenSSH\r\n".to_owned()).await;
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(fetch(&outside, &url, &[]).await, "503 outside_unreachable");
}

#[tokio::test]
async fn addresses_that_lead_inside_are_refused_before_anything_is_sent() {
    let table = [
        ("http://example.org/", "422 outside_not_https"),
        ("ftp://example.org/", "422 outside_not_https"),
        ("file:///etc/passwd", "422 outside_not_https"),
        ("nothing", "422 outside_malformed"),
        ("https://user:word@example.org/", "422 outside_malformed"),
        ("https://example.org:8443/", "422 outside_not_public"),
        ("https://127.0.0.1/", "422 outside_not_public"),
        ("https://127.1/", "422 outside_not_public"),
        ("https://0x7f000001/", "422 outside_not_public"),
        ("https://2130706433/", "422 outside_not_public"),
        ("https://localhost/", "422 outside_not_public"),
        ("https://169.254.169.254/latest/meta-data", "422 outside_not_public"),
        ("https://[::1]/", "422 outside_not_public"),
        ("https://[::ffff:10.0.0.1]/", "422 outside_not_public"),
        ("https://[fd00:ec2::254]/", "422 outside_not_public"),
    ];
    let outside = Outside::new(false).unwrap();
    for (url, expect) in table {
        assert_eq!(fetch(&outside, url, &[]).await, expect, "{url}");
    }
    let long = format!("https://example.org/{}", "x".repeat(3_000));
    assert_eq!(fetch(&outside, &long, &[]).await, "422 outside_malformed");
}

#[tokio::test]
async fn trying_things_out_opens_this_machine_and_no_other() {
    let outside = Outside::new(true).unwrap();
    for url in ["http://10.0.0.1/", "https://10.0.0.1/", "http://192.0.2.1/", "https://8.8.8.8:1/"]
    {
        assert_eq!(fetch(&outside, url, &[]).await, "422 outside_not_public", "{url}");
    }
}

#[test]
fn only_the_open_network_is_public() {
    let inside = "0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1 \
        169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 \
        198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 \
        255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:192.168.0.1 64:ff9b::a00:1 100::1 \
        2001::1 2001:db8::1 2001:10::1 2002:a00:1::1 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 \
        ff02::1";
    for ip in inside.split_whitespace() {
        assert!(!is_public(ip.parse::<IpAddr>().unwrap()), "{ip}");
    }
    let outside = "1.1.1.1 8.8.8.8 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 \
        198.17.0.1 198.20.0.1 223.255.255.255 ::ffff:8.8.8.8 2001:4860:4860::8888 2606:4700::1111 \
        2a00:1450::1 2620:fe::fe";
    for ip in outside.split_whitespace() {
        assert!(is_public(ip.parse::<IpAddr>().unwrap()), "{ip}");
    }
}

/// The same over TLS, with the certificate that it shows.
async fn tls_speaker() -> (u16, RootCertStore) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (made.cert.der().clone(), made.signing_key.serialize_der());
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::try_from(key).unwrap())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let _ = stream.read(&mut [0; 4_096]).await;
            let _ = stream.write_all(answer("200 OK", "whole").as_bytes()).await;
        }
    });
    (port, roots)
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (port, roots) = tls_speaker().await;
    let url = format!("https://127.0.0.1:{port}/");
    let stranger = Outside::new(true).unwrap();
    assert_eq!(fetch(&stranger, &url, &[]).await, "503 outside_unreachable");
    let friend = Outside::trusting(roots.clone(), true).unwrap();
    assert_eq!(fetch(&friend, &url, &[]).await, "ok  whole");
    let other = format!("https://localhost:{port}/");
    assert_eq!(fetch(&friend, &other, &[]).await, "503 outside_unreachable", "another name");
}
