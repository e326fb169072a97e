//! One headless Chromium.

use std::path::PathBuf;

use chromiumoxide::{Browser, BrowserConfig};
use futures_util::StreamExt as _;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::Outcome;

/// A browser that stays at home: nothing of it speaks to anybody but the page's own server.
const QUIET: &[&str] = &[
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-dev-shm-usage",
];

pub struct Chromium {
    pub browser: Browser,
    pump: JoinHandle<()>,
    /// Dropped after the browser, which writes there to the end.
    _profile: TempDir,
}

impl Chromium {
    pub async fn launch() -> Outcome<Self> {
        let profile = TempDir::with_prefix("commonround-chromium-")?;
        let config = BrowserConfig::builder()
            .chrome_executable(executable()?)
            .user_data_dir(profile.path())
            // Run as root in build machines, where Chromium refuses its sandbox.
            .no_sandbox()
            .new_headless_mode()
            .viewport(None)
            .args(QUIET.iter().copied())
            .build()?;
        let (browser, mut handler) = Browser::launch(config).await?;
        let pump = tokio::spawn(async move { while handler.next().await.is_some() {} });
        Ok(Self { browser, pump, _profile: profile })
    }

    pub async fn close(mut self) -> Outcome {
        self.browser.close().await?;
        self.browser.wait().await?;
        Ok(())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        self.pump.abort();
    }
}

fn executable() -> Outcome<PathBuf> {
    if let Some(given) = std::env::var_os("CHROMIUM") {
        return Ok(given.into());
    }
    let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let found = usual.iter().map(PathBuf::from).find(|file| file.exists());
    Ok(found.ok_or("no Chromium here: run `cargo xtask browser`, or set CHROMIUM to its path")?)
}
