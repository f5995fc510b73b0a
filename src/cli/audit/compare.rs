//! `colloquy audit diff`.

use std::path::PathBuf;

use clap::Args;
use proofs::kit::diff::{Comparison, Difference, diff};
use serde_json::json;

use crate::cli::Call;
use crate::exit::Stop;

/// Tell the first difference of two kits, the earlier one first. Nothing is verified.
#[derive(Args, Debug)]
pub struct Diff {
    /// The earlier kit.
    a: PathBuf,
    /// The later kit, which must begin with all of the earlier.
    b: PathBuf,
}

pub async fn run(call: &Call, kits: Diff) -> anyhow::Result<()> {
    match diff(&kits.a, &kits.b).await? {
        Comparison::Equal { size } => {
            let text = || format!("the same: {size} events");
            Ok(call.output.result(&json!({"relation": "equal", "size": size}), text)?)
        }
        Comparison::Prefix { a, b } => {
            let text = || format!("the same up to event {}: the first has {a}, the second {b}", a.min(b));
            call.output.result(&json!({"relation": "prefix", "a": a, "b": b}), text)?;
            // A log does not become shorter; whoever names the earlier kit first sees it at once.
            if b < a { Err(Stop::findings("the second kit is the shorter one").into()) } else { Ok(()) }
        }
        Comparison::Different(difference) => {
            let Difference { at, a, b } = *difference;
            let json = json!({
                "relation": "different", "at": at.to_string(),
                "position": at.position().map(|position| position.to_string()), "a": a, "b": b,
            });
            call.output.result(&json, || format!("different at {at}\nfirst   {a}\nsecond  {b}"))?;
            Err(Stop::findings("the kits differ").into())
        }
    }
}
