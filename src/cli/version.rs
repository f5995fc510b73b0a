//! `colloquy version`: what this program is.

use serde::Serialize;

use super::Call;

#[derive(Serialize)]
struct Version {
    name: &'static str,
    version: &'static str,
    stores: [&'static str; 2],
    events: usize,
}

pub fn run(call: &Call) -> anyhow::Result<()> {
    let version = Version {
        name: "colloquy",
        version: env!("CARGO_PKG_VERSION"),
        stores: ["sqlite", "postgres"],
        events: domain::Event::schemas().len(),
    };
    Ok(call.output.result(&version, || format!("{} {}", version.name, version.version))?)
}
