//! `colloquy demo`: a service that works, shown in two minutes on the embedded store.
//!
//! The server is the real one and everything goes through its public GraphQL API over a socket: the scenes are
//! mutations, the narration is a live subscription, the numbers are queries.

mod cast;
mod narrator;
mod scenes;
mod stage;
mod tokens;

use crate::output::say;
use crate::serving::Serving;
use crate::settings::{Settings, StoreSetting};

use self::cast::Cast;
use self::narrator::Narrator;
use self::stage::Stage;
use self::tokens::Tokens;

/// Plays the scenes; then goes on serving, unless it is played `once`.
///
/// # Errors
/// When the server cannot start, or a scene does not go as it must.
pub async fn run(mut settings: Settings, once: bool) -> anyhow::Result<()> {
    let tokens = Tokens::fresh();
    settings.tokens.extend(tokens.settings(&settings.tenant));
    let serving = Serving::start(&settings).await?;
    let url = format!("http://{}", serving.address());

    say(&format!("Colloquy serves on {url} and keeps everything in {}.\n", settings.data.display()));
    let narrator = Narrator::listen(&url, &tokens).await?;
    if let Some(notice) = already_there(narrator.position(), &settings) {
        say(&notice);
    }
    let stage = Stage::new(&url, &tokens, narrator)?;
    let cast = Cast::assemble(&stage).await?;
    scenes::play(&stage, &cast).await?;

    if once {
        return serving.end().await;
    }
    say(&what_to_try(&url, &tokens));
    serving.until_asked_to_end().await
}

/// What is said of events that were there before the show, which its numbers count too; nothing when there are none.
fn already_there(events: u64, settings: &Settings) -> Option<String> {
    let (place, fresh) = match &settings.store {
        StoreSetting::Sqlite => (settings.data.display().to_string(), "another directory with --data"),
        StoreSetting::Postgres(_) => (settings.store.to_string(), "another database with --store"),
    };
    (events > 0).then(|| {
        format!(
            "{place} already holds {events} events, such as those of an earlier show. This one adds to them, and its numbers\n\
             count them too. For a fresh show name {fresh}.\n"
        )
    })
}

fn what_to_try(url: &str, tokens: &Tokens) -> String {
    format!(
        "\n── Now you ──\n\
         Open {url}/graphiql and put a token into its field. The tokens of this run:\n\
         {}\n\
         Or ask from a shell:\n  \
         curl -s {url}/graphql -H 'content-type: application/json' \\\n    \
         -H 'authorization: Bearer {}' \\\n    \
         -d '{{\"query\":\"{{ conversations(first: 5) {{ nodes {{ id status answering turnCount }} }} }}\"}}'\n\
         Follow the log as it grows:\n  \
         curl -sN '{url}/v1/events?follow=true' -H 'authorization: Bearer {}'\n\
         Other places: {url}/readyz {url}/metrics\n\
         End with ctrl-c; what was said stays.",
        tokens.listing(),
        tokens.supervisor(),
        tokens.auditor(),
    )
}
