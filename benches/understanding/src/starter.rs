//! The starter model on the utterances that were written to test it.

use std::time::Instant;

use intelligence::intent::starter::{LANGUAGES, SEED, examples, intents, starter, test_examples};
use intelligence::intent::{Settings, evaluate, train};

/// Trains it, then measures and prints.
///
/// # Errors
/// When a model cannot be trained.
pub fn run() -> anyhow::Result<()> {
    let start = Instant::now();
    let model = starter();
    let seconds = start.elapsed().as_secs_f64();
    println!("Starter model: {} intents, {} utterances, seed {SEED}", intents().count(), examples().len());
    println!("trained in {seconds:.2} s (goal: at most 3), {} bytes", model.bytes().len());
    println!("{:8} {:>6} {:>9} {:>7} {:>9} {:>12}", "", "texts", "accuracy", "ECE", "kept+right", "out of scope");
    for language in LANGUAGES {
        let found = evaluate(&model, &test_examples(language));
        println!(
            "{:8} {:6} {:9.1} {:7.3} {:9.1} {:12.1}",
            language.tag(),
            found.in_scope,
            100.0 * found.accuracy,
            found.calibration_error,
            100.0 * found.accepted_accuracy,
            100.0 * found.out_of_scope_recall
        );
    }
    thresholds()
}

/// Five models of four fifths of the training utterances each, on the fifth that they did not see: chose the threshold.
fn thresholds() -> anyhow::Result<()> {
    const PARTS: usize = 5;
    let all = examples();
    let (mut scope, mut out) = (Vec::new(), Vec::new());
    for part in 0..PARTS {
        let of = |held: bool| all.iter().enumerate().filter(move |(at, _)| (at % PARTS == part) == held);
        let training: Vec<_> = of(false).map(|(_, example)| example.clone()).collect();
        let model = train(&training, &Settings::default(), SEED, &mut |_| ())?;
        for (_, example) in of(true) {
            let found = model.predict(&example.text);
            match example.labels.first() {
                Some(label) => scope.push((found.strength, found.ranked[0].label == label)),
                None => out.push(found.strength),
            }
        }
    }
    let share = |count: usize, of: usize| 100.0 * count as f64 / of as f64;
    println!("Training utterances by models that did not see them: {} in scope, {} out", scope.len(), out.len());
    for least in (-12..=0).map(|step| f32::from(step as i8) / 20.0) {
        let kept = scope.iter().filter(|(strength, right)| *right && *strength >= least).count();
        let rejected = out.iter().filter(|strength| **strength < least).count();
        let (kept, rejected) = (share(kept, scope.len()), share(rejected, out.len()));
        println!("    from {least:5.2} on: kept and right {kept:5.1}, out of scope rejected {rejected:5.1}");
    }
    Ok(())
}
