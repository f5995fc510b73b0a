//! `colloquy ledger`: the key that signs for the log.

use clap::{Args, Subcommand};
use commands::ledger::RotateKey;
use commands::{Caller, Request};
use domain::ledger::PublicKey;
use domain::{Actor, Code};
use ledger::Signer as _;
use serde_json::json;
use uuid::Uuid;

use super::Call;
use crate::edge;
use crate::exit::Stop;
use crate::node::{Workbench, key_file, signers};

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
        /// Why, as a code that stands in the log.
        #[arg(long, default_value = "planned")]
        reason: Code,
    },
}

pub async fn run(call: &Call, ledger: Ledger) -> anyhow::Result<()> {
    match ledger.what {
        What::Key => {
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
    let (old, new) = (old.vkey().to_string(), new.vkey().to_string());
    let request = Request {
        // After a crash the same rotation is recorded once.
        command_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{new} {reason}").as_bytes()),
        caller: Caller {
            tenant: workbench.tenant.clone(),
            actor: Actor::Supervisor(Code::known("operator")),
            on_behalf_of: None,
            correlation_id: None,
        },
        expected_revision: None,
        occurred_at: None,
        causation_id: None,
        command: RotateKey { old: old.parse::<PublicKey>()?, new: new.parse::<PublicKey>()?, reason },
    };
    let position = workbench.executor.execute(request).await?.position;
    let text = || {
        format!(
            "old  {old}\nnew  {new}\nposition {position}; hand the new key to auditors and witnesses, who keep both"
        )
    };
    Ok(call.output.result(&json!({ "old": old, "new": new, "position": position }), text)?)
}
