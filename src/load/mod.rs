//! The load generator: asks a server's GraphQL endpoint for the same things many times and measures how long it takes.
//!
//! A *closed* loop asks again as soon as it is answered, so a slow server is asked less often. An *open* loop asks at a
//! fixed rate however slow the answers are, and measures from the moment a request was due: what customers feel.

mod client;
mod measure;
mod operations;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;

pub use client::Client;
pub use measure::Report;
pub use operations::Mix;

use measure::Measured;
use operations::Stage;
use worker::{Pace, Worker};

/// What load to put on a server.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is asked.
    pub mix: Mix,
    /// How many requests are under way at most, each on a connection of its own.
    pub connections: usize,
    /// How many requests are due each second in all; as many as are answered when absent.
    pub rate: Option<f64>,
    /// How long it is measured.
    pub duration: Duration,
    /// How long it runs before it is measured.
    pub warm_up: Duration,
}

/// Puts the load on the server.
///
/// # Errors
/// When the server does not answer at all, or turns down what the load needs: a customer and their conversations.
pub async fn run(client: Client, plan: Plan) -> anyhow::Result<Report> {
    let stage = Arc::new(Stage::set(&client, plan.connections).await?);
    let start = Instant::now();
    let measure_from = start + plan.warm_up;
    let end = measure_from + plan.duration;
    let pace = Pace::new(plan.rate, start);
    let mut running = JoinSet::new();
    for number in 0..plan.connections {
        let worker = Worker::new(number, client.clone(), Arc::clone(&stage), pace.clone(), plan.mix);
        running.spawn(worker.run(measure_from, end));
    }
    let mut measured = Measured::default();
    while let Some(one) = running.join_next().await {
        measured.add(one?);
    }
    Ok(measured.report(&plan))
}
