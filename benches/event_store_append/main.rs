//! How fast single events get into the log, durably: against plain INSERTs on PostgreSQL and raw groups on SQLite.
//!
//! Every writer waits for its answer before it appends again, and writes one conversation after another.

mod postgres;
mod sqlite;
mod writers;

use benches::Options;
use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Only this engine
    #[arg(long, value_enum)]
    engine: Option<Engine>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

fn main() {
    let Arguments { options, engine } = Arguments::parse();
    if engine != Some(Engine::Postgres) {
        sqlite::run(options);
    }
    if engine != Some(Engine::Sqlite) {
        postgres::run(options);
    }
}
