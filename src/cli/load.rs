//! `colloquy load`: puts load on a server and measures it.

use std::time::Duration;

use clap::Args;

use super::Call;
use crate::exit::Stop;
use crate::load::{self, Client, Mix, Plan};

/// Put load on a server and measure it.
#[derive(Args, Debug)]
pub struct Load {
    /// The server's GraphQL endpoint.
    #[arg(long, default_value = "http://127.0.0.1:8080/graphql")]
    url: String,
    /// A bearer token with the role `service`.
    #[arg(long, env = "COLLOQUY_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// What is asked.
    #[arg(long, value_enum, default_value = "record-turn")]
    operation: Mix,
    /// How many requests are under way at most.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// How many requests are due each second, however slow the answers; as many as are answered without this.
    #[arg(long, value_name = "PER_SECOND")]
    rate: Option<f64>,
    /// How long it is measured, seconds.
    #[arg(long, default_value_t = 10.0, value_name = "SECONDS")]
    duration: f64,
    /// How long it runs before it is measured, seconds.
    #[arg(long, default_value_t = 2.0, value_name = "SECONDS")]
    warm_up: f64,
}

impl Load {
    fn plan(&self) -> Result<Plan, Stop> {
        let seconds = |seconds: f64, flag: &str| {
            Duration::try_from_secs_f64(seconds).map_err(|_| Stop::usage(format!("{flag} is a number of seconds")))
        };
        let is_rate = |rate: f64| rate.is_finite() && rate > 0.0;
        if self.connections == 0 || self.rate.is_some_and(|rate| !is_rate(rate)) || self.duration <= 0.0 {
            return Err(Stop::usage("--connections, --rate and --duration are greater than 0"));
        }
        Ok(Plan {
            mix: self.operation,
            connections: self.connections,
            rate: self.rate,
            duration: seconds(self.duration, "--duration")?,
            warm_up: seconds(self.warm_up, "--warm-up")?,
        })
    }
}

pub async fn run(call: &Call, load: Load) -> anyhow::Result<()> {
    let plan = load.plan()?;
    let report = load::run(Client::new(load.url, load.token)?, plan).await?;
    call.output.result(&report, || report.text())?;
    Ok(())
}
