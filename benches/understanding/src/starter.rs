//! The starter model on the utterances that were written to test it.

use std::time::Instant;

use intelligence::intent::starter::{LANGUAGES, SEED, examples, intents, starter, test_examples};
use intelligence::intent::{Evaluation, evaluate};

/// Trains it, then measures and prints.
pub fn run() {
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
        curve(&found);
    }
}

/// What other thresholds would do, down to a tenth of right answers lost.
fn curve(found: &Evaluation) {
    let points = found.out_of_scope_curve.iter().take_while(|point| point.accuracy > found.accuracy - 0.15);
    for point in points {
        let (accuracy, recall) = (100.0 * point.accuracy, 100.0 * point.recall);
        println!("    from {:6.2} on: kept and right {accuracy:5.1}, out of scope rejected {recall:5.1}", point.least);
    }
}
