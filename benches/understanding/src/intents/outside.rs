//! Out-of-scope texts of CLINC150.

use intelligence::intent::{Evaluation, IntentModel, evaluate};

use super::sets::Set;

pub fn report(model: &IntentModel, set: &Set) {
    println!("\nout of scope, CLINC150; threshold from out-of-fold training texts (97 % of the right ones kept)");
    println!("goal: recall 75 at in-scope accuracy 90");
    for (name, split) in [("validation", &set.validation), ("test", &set.test)] {
        let evaluation = evaluate(model, split);
        println!(
            "{name:10} in scope kept and right {:.2}, out of scope rejected {:.2}; {}",
            100.0 * evaluation.accepted_accuracy,
            100.0 * evaluation.out_of_scope_recall,
            at_ninety(&evaluation),
        );
    }
}

/// The highest point of the curve at which in-scope accuracy is still 90.
fn at_ninety(evaluation: &Evaluation) -> String {
    let point = evaluation.out_of_scope_curve.iter().rev().find(|point| point.accuracy >= 0.9);
    point.map_or_else(
        || "90 is not reached".to_owned(),
        |point| format!("on its curve at {:.2}: {:.2}", 100.0 * point.accuracy, 100.0 * point.recall),
    )
}
