//! Learning intents later: what is kept of the old ones.

use std::time::Instant;

use intelligence::intent::{Example, Settings, evaluate, train};

use super::SEED;
use super::sets::Set;

/// Trains on all intents of CLINC150 but ten, learns these ten by an update, and measures both.
pub fn report(set: &Set) -> anyhow::Result<()> {
    let labels: std::collections::BTreeSet<&String> = set.train.iter().flat_map(|example| &example.labels).collect();
    let late: Vec<&String> = labels.into_iter().step_by(15).collect();
    let is_late = |example: &Example| example.labels.iter().any(|label| late.contains(&label));
    let part = |split: &[Example], which| -> Vec<Example> {
        split.iter().filter(|e| !e.labels.is_empty() && is_late(e) == which).cloned().collect()
    };
    let before = train(&part(&set.train, false), &Settings::default(), SEED, &mut |_| ())?;
    let start = Instant::now();
    let after = before.update(&part(&set.train, true), SEED)?;
    let time = start.elapsed().as_secs_f64();
    println!("\nupdate, CLINC150: {} intents learned after the other 140, in {time:.2} s", late.len());
    for (name, split) in [("validation", &set.validation), ("test", &set.test)] {
        let accuracy = |model, which| 100.0 * evaluate(model, &part(split, which)).accuracy;
        println!(
            "{name:10} old intents {:.2} before, {:.2} after; new ones {:.2}",
            accuracy(&before, false),
            accuracy(&after, false),
            accuracy(&after, true),
        );
    }
    Ok(())
}
