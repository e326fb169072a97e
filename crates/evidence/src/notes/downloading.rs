//! Routes of the public download.

use std::io;

use axum::body::Body;
use axum::response::IntoResponse as _;
use commonround_kernel::{Error, Result};
use commonround_web::components::{card, empty};
use commonround_web::{Answer, Caller, Page, Path, Routes, State, Ui, doc};
use futures_util::stream;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use super::download::DownloadFile;
use crate::Evidence;
use crate::limits::DOWNLOAD_CHUNK_BYTES;

const TYPE: &str = "text/tab-separated-values; charset=utf-8";

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/notes/download",
            show_download,
            doc("show_note_download", "What of notes anybody may score anew, and how.")
                .answers::<DownloadPage>(),
        )
        .get(
            "/notes/download/{file}",
            send_file,
            doc("send_note_file", "A file of the newest download, as tab-separated values.")
                .plain("text/tab-separated-values"),
        )
}

/// The newest download.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DownloadPage {
    /// The day it was made, `YYYY-MM-DD`; null where there is none yet.
    pub day: Option<String>,
    pub files: Vec<FileInfo>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct FileInfo {
    pub name: String,
    pub path: String,
    pub bytes: u64,
}

impl DownloadPage {
    fn of(evidence: &Evidence) -> Result<Self> {
        let newest = evidence.download.newest()?;
        let info = |file: DownloadFile| FileInfo {
            name: file.name.to_owned(),
            path: format!("/notes/download/{}", file.name),
            bytes: file.bytes,
        };
        Ok(match newest {
            Some((day, files)) => {
                Self { day: Some(day.to_string()), files: files.into_iter().map(info).collect() }
            }
            None => Self { day: None, files: Vec::new() },
        })
    }
}

async fn show_download(State(evidence): State<Evidence>, caller: Caller) -> Answer {
    let found = tokio::task::spawn_blocking(move || DownloadPage::of(&evidence));
    let found = found.await.map_err(Error::fault)??;
    Ok(caller.show(|| &found, |ui| page(ui, &found)))
}

async fn send_file(State(evidence): State<Evidence>, Path(name): Path<String>) -> Answer {
    let newest = tokio::task::spawn_blocking(move || evidence.download.newest());
    let (_, files) = newest.await.map_err(Error::fault)??.ok_or(Error::NotFound)?;
    let known = files.into_iter().find(|file| file.name == name).ok_or(Error::NotFound)?;
    // A day's files go when the next day's are there.
    let file = match File::open(&known.path).await {
        Err(gone) if gone.kind() == io::ErrorKind::NotFound => return Err(Error::NotFound.into()),
        opened => opened.map_err(Error::fault)?,
    };
    let chunks = stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; DOWNLOAD_CHUNK_BYTES];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok::<_, io::Error>((read > 0).then_some((chunk, file)))
    });
    let named = format!("attachment; filename=\"{}\"", known.name);
    let headers = [("content-type", TYPE.to_owned()), ("content-disposition", named)];
    Ok((headers, Body::from_stream(chunks)).into_response())
}

fn page(ui: &Ui<'_>, found: &DownloadPage) -> Markup {
    let day = found.day.as_deref().and_then(|day| day.parse().ok()).map(|day| ui.day_text(day));
    let body = html! {
        p { (ui.t("evidence-download-intro")) }
        @match day {
            Some(day) => {
                p.meta { (ui.ta("evidence-download-day", &[("day", day.into())])) }
                (card(Some(ui.t("evidence-download-files")), html! {
                    ul.rows role="list" { @for file in &found.files { li { div {
                        a.name href=(file.path) download=(file.name) { (file.name) }
                        p.meta { (ui.t(words_of(&file.name))) " · " (size(ui, file.bytes)) }
                    } } } }
                }))
            },
            None => (empty(ui, ui.t("evidence-download-none"), None)),
        }
        (card(Some(ui.t("evidence-download-in")), html! {
            ul { @for key in [
                "evidence-download-names", "evidence-download-days", "evidence-download-strata",
                "evidence-download-missing",
            ] { li { (ui.t(key)) } } }
        }))
        (card(Some(ui.t("evidence-download-again")), html! {
            p { (ui.t("evidence-download-how")) }
            pre { code { "commonround notes score DIR" } }
            p { (ui.t("evidence-download-columns")) }
        }))
    };
    let page = Page::new(ui, ui.t("evidence-download"));
    page.description(ui.t("evidence-download-intro")).body(body)
}

fn words_of(name: &str) -> &'static str {
    match name {
        "notes-00000.tsv" => "evidence-download-file-notes",
        "ratings-00000.tsv" => "evidence-download-file-ratings",
        "noteStatusHistory-00000.tsv" => "evidence-download-file-history",
        "userEnrollment-00000.tsv" => "evidence-download-file-enrollment",
        "raters.tsv" => "evidence-download-file-raters",
        _ => "evidence-download-file-rescorable",
    }
}

fn size(ui: &Ui<'_>, bytes: u64) -> String {
    let kilobytes = i64::try_from(bytes.div_ceil(1_024)).unwrap_or(i64::MAX);
    ui.ta("evidence-download-size", &[("n", kilobytes.into())])
}
