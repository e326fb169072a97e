//! From a configuration to an address that answers, and back to silence on Ctrl-C.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use crate::config::Config;
use crate::demo::{self, DemoWorld};
use crate::instance::{Instance, Kind};
use crate::{control, datadir, logs, metrics, router, terminal};

/// Requests that are still running when the server is told to stop get this long.
const DRAIN_MAX: Duration = Duration::from_secs(10);

/// How often views are written down.
const VIEWS_EVERY: Duration = Duration::from_secs(1);

/// Serves an instance until Ctrl-C.
///
/// # Errors
/// `Conflict("address_in_use")` and what opening an instance ends with.
pub async fn serve(mut config: Config) -> Result<()> {
    logs::start(&config.log)?;
    let listener = listen(&mut config).await?;
    datadir::claim(&config, false)?;
    let _lock = datadir::lock(&config)?;
    let scrape = metrics::start()?;
    let instance = Instance::open(config, Kind::Serve).await?;
    if commonround_identity::needs_setup(&instance.db).await? {
        terminal::say(
            "Nobody owns this instance yet. Open this link once to make the owner's account:",
        );
        terminal::say(&format!("  {}", instance.setup_link().await?));
    }
    answer(instance, scrape, listener).await
}

/// Serves the made-up world until Ctrl-C.
///
/// # Errors
/// `Conflict("demo_is_local")`, and as `serve`.
pub async fn demo(mut config: Config) -> Result<()> {
    if !config.listen.ip().is_loopback() {
        return Err(Error::Conflict("demo_is_local"));
    }
    logs::start(&config.log)?;
    let listener = listen(&mut config).await?;
    datadir::claim(&config, true)?;
    let _lock = datadir::lock(&config)?;
    let scrape = metrics::start()?;
    demo::seed(&config, scrape.clone()).await?;
    if config.registers.is_empty() {
        config.registers = demo::register_files(&config.data)?;
    }
    let world = DemoWorld::open(&config.data)?;
    let instance = Instance::open(config, Kind::Demo(Arc::clone(&world))).await?;
    let base = instance.config.base_url();
    terminal::say("The world of Maple. Everybody in it is made up.");
    for player in &world.cast {
        terminal::say(&format!("  @{:<8} {}", player.handle, player.part));
    }
    terminal::say(&format!("Sign in with one click as any of them: {base}/demo"));
    terminal::say(&format!(
        "or with a handle and the password \"{}\": {base}/sign-in",
        demo::PASSWORD
    ));
    answer(instance, scrape, listener).await
}

/// Binds the address; with port 0 the configuration learns which port it became.
async fn listen(config: &mut Config) -> Result<TcpListener> {
    let bound = TcpListener::bind(config.listen).await;
    let listener = bound.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AddrInUse => Error::Conflict("address_in_use"),
        _ => Error::fault(cause),
    })?;
    config.listen = listener.local_addr().map_err(Error::fault)?;
    Ok(listener)
}

async fn answer(instance: Instance, scrape: PrometheusHandle, listener: TcpListener) -> Result<()> {
    let mut signals = StopSignals::listen()?;
    let (stop, stopping) = watch::channel(false);
    let app = router::router(&instance, scrape)?;
    let dispatcher = instance.db.dispatch();
    let control =
        tokio::spawn(control::listen(control::bind(&instance.config.data)?, instance.clone()));
    let keeping = tokio::spawn(keep_views(instance.clone()));
    terminal::say(&format!("Listening on {}", instance.config.base_url()));
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stopped(stopping));
    let mut server = tokio::spawn(server.into_future());
    let ended = tokio::select! {
        ended = &mut server => ended,
        () = signals.asked() => {
            terminal::progress("stopping: finishing what is under way");
            let _ = stop.send(true);
            instance.hub.close();
            match tokio::time::timeout(DRAIN_MAX, &mut server).await {
                Ok(ended) => ended,
                Err(_) => {
                    server.abort();
                    Ok(Ok(()))
                }
            }
        }
    };
    control.abort();
    keeping.abort();
    dispatcher.stop().await;
    instance.close().await;
    terminal::progress("stopped");
    ended.map_err(Error::fault)?.map_err(Error::fault)
}

/// Writes who saw what, a second at a time. Loses at most that at a crash.
async fn keep_views(instance: Instance) {
    let mut ticks = tokio::time::interval(VIEWS_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = instance.evidence.views.flush(&instance.db).await {
            tracing::warn!(%error, "views were not kept");
        }
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // A dropped sender means that the server is going away: that is a stop, too.
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// Ctrl-C and the supervisor's TERM, listened for from the moment this is made.
struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    fn listen() -> Result<Self> {
        let listen = |kind| signal(kind).map_err(Error::fault);
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
