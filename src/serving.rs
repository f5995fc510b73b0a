//! A server at work: started from settings, ended in order.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use api::transport::ShutdownTrigger;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;

use crate::gauges;
use crate::node::Node;
use crate::server;
use crate::settings::Settings;

/// The bounds of the histograms of `/metrics`, seconds.
const BUCKETS: &[f64] = &[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A server at work.
#[derive(Debug)]
pub struct Serving {
    node: Node,
    server: JoinHandle<std::io::Result<()>>,
    upkeep: JoinHandle<()>,
    trigger: ShutdownTrigger,
    address: SocketAddr,
    patience: Duration,
    signals: Signals,
}

/// Heeded from before the server says where it answers: whoever reads that may ask it to end at once.
#[derive(Debug)]
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Serving {
    /// Opens everything and starts to answer.
    ///
    /// # Errors
    /// When the address is taken, or a part cannot be opened.
    pub async fn start(settings: &Settings) -> anyhow::Result<Self> {
        let signals = Signals::heeded()?;
        let listener = TcpListener::bind(settings.listen).await;
        let listener = listener
            .with_context(|| format!("{} cannot be listened on; --listen chooses another address", settings.listen))?;
        let address = listener.local_addr()?;
        let metrics = measure()?;
        let node = Node::open(settings).await?;
        let (trigger, shutdown) = ShutdownTrigger::new();
        let router = server::router(&node, settings, metrics.clone(), shutdown.clone())?;
        let server = axum::serve(listener, router).with_graceful_shutdown(shutdown.requested()).into_future();
        let patience = Duration::from_millis(settings.limits.drain_ms);
        let upkeep = tokio::spawn(api::rest::upkeep(metrics));
        Ok(Self { node, server: tokio::spawn(server), upkeep, trigger, address, patience, signals })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until SIGTERM or ctrl-c, then ends in order.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn until_asked_to_end(mut self) -> anyhow::Result<()> {
        tokio::select! {
            ended = &mut self.server => {
                ended?.context("the server failed")?;
                self.node.close().await;
                Ok(())
            }
            () = self.signals.asked_to_end() => {
                tracing::info!("asked to end: finishing what has begun");
                self.end().await
            }
            never = show_reactions(&self.node) => match never {},
        }
    }

    /// Finishes what has begun, but does not wait for ever.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn end(self) -> anyhow::Result<()> {
        self.trigger.shut_down();
        drain(self.server, self.patience).await?;
        self.upkeep.abort();
        self.node.close().await;
        tracing::info!("ended");
        Ok(())
    }
}

/// Begins to count and to time. Once in a process.
fn measure() -> anyhow::Result<PrometheusHandle> {
    let builder = PrometheusBuilder::new().set_buckets(BUCKETS).context("the buckets cannot be used")?;
    builder.install_recorder().context("metrics cannot be collected")
}

/// Keeps the gauges of reactions up to date.
async fn show_reactions(node: &Node) -> Infallible {
    let mut ticks = tokio::time::interval(gauges::PERIOD);
    loop {
        ticks.tick().await;
        gauges::show(&node.reactions());
    }
}

impl Signals {
    fn heeded() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn asked_to_end(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Waits until the requests that have begun are answered.
async fn drain(server: JoinHandle<std::io::Result<()>>, patience: Duration) -> anyhow::Result<()> {
    let abort = server.abort_handle();
    match tokio::time::timeout(patience, server).await {
        Ok(ended) => Ok(ended??),
        Err(_) => {
            tracing::warn!(patience_ms = patience.as_millis() as u64, "requests were cut off that took too long");
            abort.abort();
            Ok(())
        }
    }
}
