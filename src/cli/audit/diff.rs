//! `colloquy audit diff`: where two kits differ first.

use std::path::PathBuf;

use clap::Args;
use proofs::kit::diff::Comparison;
use serde_json::json;

use crate::cli::Call;
use crate::exit::{Exit, Stop};

/// Name the first difference of two kits.
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// The directory of the first kit.
    a: PathBuf,
    /// The directory of the second kit.
    b: PathBuf,
}

pub(super) async fn run(call: &Call, arguments: Diff) -> anyhow::Result<()> {
    match proofs::kit::diff(&arguments.a, &arguments.b).await? {
        Comparison::Equal { size } => {
            let report = json!({"comparison": "equal", "size": size});
            Ok(call.output.result(&report, || format!("equal: {size} events"))?)
        }
        Comparison::Prefix { a, b } => {
            let report = json!({"comparison": "prefix", "a": {"size": a}, "b": {"size": b}});
            let common = a.min(b);
            let text = format!("the first {common} events are the same; one has {a}, the other {b}");
            call.output.result(&report, || text.clone())?;
            Err(Stop::compared(Exit::KitGoesOn, "one of the kits goes on where the other ends").into())
        }
        Comparison::Different(difference) => {
            let at = &difference.at;
            let report = json!({
                "comparison": "different",
                "at": at.to_string(),
                "position": at.position(),
                "a": difference.a,
                "b": difference.b,
            });
            call.output.result(&report, || format!("at  {at}\na   {}\nb   {}", difference.a, difference.b))?;
            Err(Stop::compared(Exit::KitsDiffer, format!("the kits differ at {at}")).into())
        }
    }
}
