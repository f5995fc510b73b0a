//! `colloquy serve`: the API, until SIGTERM or ctrl-c.

use std::net::SocketAddr;

use clap::Args;

use super::Call;
use crate::output::{is_watched, say};
use crate::serving::Serving;
use crate::settings::LogFormat;

/// Serve the API until asked to end.
#[derive(Args, Debug)]
pub struct Serve {
    /// The address to listen on [default: 127.0.0.1:8080]; port 0 takes any free one.
    #[arg(long, env = "COLLOQUY_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,
}

pub async fn run(call: Call) -> anyhow::Result<()> {
    let serving = Serving::start(&call.settings).await?;
    announce(serving.address(), call.settings.log.format);
    serving.until_asked_to_end().await
}

/// Says where the server is, once it can be reached.
fn announce(address: SocketAddr, format: LogFormat) {
    let as_text = match format {
        LogFormat::Auto => is_watched(),
        LogFormat::Text => true,
        LogFormat::Json => false,
    };
    if as_text {
        say(&format!("listening on http://{address}"));
    } else {
        tracing::info!("listening on http://{address}");
    }
}
