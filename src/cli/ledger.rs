//! `colloquy ledger`: the key that signs for the log.

use clap::{Args, Subcommand};
use serde_json::json;

use super::Call;
use crate::edge;
use crate::node::{key_file, signers};

/// Print or rotate the key that signs for the log.
#[derive(Args, Debug)]
pub struct Ledger {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Print the public key, which auditors and witnesses must get from you and not from the server.
    Key,
    /// Make a new key; the next checkpoint is signed by both. Restart the server afterwards.
    Rotate,
}

pub fn run(call: &Call, ledger: &Ledger) -> anyhow::Result<()> {
    match ledger.what {
        What::Key => {
            let vkey = signers(&call.settings)?.vkey().to_string();
            Ok(call.output.result(&json!({ "key": vkey }), || vkey.clone())?)
        }
        What::Rotate => rotate(call),
    }
}

fn rotate(call: &Call) -> anyhow::Result<()> {
    if !call.settings.ledger.sign_command.is_empty() {
        anyhow::bail!(crate::exit::Stop::usage("the key is held by ledger.sign_command; rotate it there".to_owned()));
    }
    let (old, new) = key_file(&call.settings).rotate(edge::fresh_seed())?;
    let (old, new) = (ledger::Signer::vkey(&old).to_string(), ledger::Signer::vkey(&new).to_string());
    let text =
        || format!("old {old}\nnew {new}\nhand the new key to auditors and witnesses; they keep the old one too");
    Ok(call.output.result(&json!({ "old": old, "new": new }), text)?)
}
