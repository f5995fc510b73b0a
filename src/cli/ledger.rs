//! `colloquy ledger`: the key that signs for the log.

use clap::{Args, Subcommand};
use domain::Code;
use ledger::Signer as _;
use serde_json::json;

use super::Call;
use crate::edge;
use crate::exit::Stop;
use crate::node::{LogUse, Workbench, key_file, open_log, rotation, signers};

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
    /// Make a new key. The log tells of it, and the next checkpoint is signed with both keys. On SQLite the server must be
    /// stopped; elsewhere restart it afterwards.
    Rotate {
        /// Why, as a code that stands in the log, such as `planned`.
        #[arg(long)]
        reason: Code,
    },
}

pub async fn run(call: &Call, ledger: Ledger) -> anyhow::Result<()> {
    match ledger.what {
        What::Key => {
            // In another directory than the log's a new key would be made, which signs for nothing.
            open_log(&call.settings, LogUse::Read).await?;
            let vkey = signers(&call.settings)?.vkey().to_string();
            Ok(call.output.result(&json!({ "key": vkey }), || vkey.clone())?)
        }
        What::Rotate { reason } => rotate(call, reason).await,
    }
}

async fn rotate(call: &Call, reason: Code) -> anyhow::Result<()> {
    if !call.settings.ledger.sign_command.is_empty() {
        anyhow::bail!(Stop::usage("the key is held by ledger.sign_command; rotate it there"));
    }
    // The log first: while a server holds it, no key is made that it does not know of.
    let workbench = Workbench::open(&call.settings).await?;
    let signed = signers(&call.settings)?;
    let (old, new) = key_file(&call.settings).rotate(edge::fresh_seed())?;
    debug_assert_eq!(signed.origin(), new.vkey().name());
    let position = rotation::record(&workbench, old.vkey(), new.vkey(), reason).await?;
    let (old, new) = (old.vkey().to_string(), new.vkey().to_string());
    let text = || {
        format!(
            "old  {old}\nnew  {new}\nposition {position}; hand the new key to auditors and witnesses, who keep both"
        )
    };
    Ok(call.output.result(&json!({ "old": old, "new": new, "position": position }), text)?)
}
