//! `colloquy knowledge`: the articles, brought in, listed and searched.

mod import;
mod list;
mod search;

use clap::{Args, Subcommand, ValueEnum};

use super::Call;

/// Bring articles in, list and search them.
#[derive(Args, Debug)]
pub struct Knowledge {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Take in a folder of Markdown and JSON files, or one file. A second run changes nothing.
    Import(import::Import),
    /// Search the published articles.
    Search(search::Search),
    /// List the articles, what changed last first.
    List(list::List),
}

/// For whom articles are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Audience {
    /// Those who are served, and so everyone.
    Customer,
    /// Those who serve.
    Agent,
}

impl From<Audience> for domain::article::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Customer => Self::Customer,
            Audience::Agent => Self::Agent,
        }
    }
}

pub async fn run(call: &Call, knowledge: Knowledge) -> anyhow::Result<()> {
    match knowledge.what {
        What::Import(import) => import::run(call, import).await,
        What::Search(search) => search::run(call, search).await,
        What::List(list) => list::run(call, list).await,
    }
}
