//! Several intents in one turn.

use std::collections::BTreeSet;

use intelligence::intent::{Example, IntentModel};

use super::sets::Set;

/// How many turns of several labels are found whole, and how many of all turns, on dev (which chose how) and test.
pub fn labelled(model: &IntentModel, set: &Set) {
    for (name, split) in [("dev", &set.validation), ("test", &set.test)] {
        let exact = |example: &&Example| found(model, &example.text) == wanted(&[example]);
        let several: Vec<&Example> = split.iter().filter(|example| example.labels.len() > 1).collect();
        println!(
            "  {name:4} all labels exactly right: {:.2} of all turns, {} of {} with several",
            100.0 * split.iter().filter(exact).count() as f64 / split.len() as f64,
            several.iter().copied().filter(exact).count(),
            several.len(),
        );
    }
}

/// Pairs of CLINC150's texts, joined in four ways: the validation split chose the thresholds.
pub fn joined(model: &IntentModel, set: &Set) {
    println!("\nseveral intents, CLINC150: pairs of texts joined, and single texts");
    for (name, split) in [("validation", &set.validation), ("test", &set.test)] {
        let scope: Vec<&Example> = split.iter().filter(|example| !example.labels.is_empty()).collect();
        let joints = [" and ", ". ", ", also ", "? then "];
        let pairs = scope.iter().zip(scope.iter().skip(scope.len() / 2)).zip(joints.iter().cycle());
        let (mut both, mut one, mut all) = (0, 0, 0);
        for ((first, second), joint) in pairs {
            let found = found(model, &format!("{}{joint}{}", first.text, second.text));
            let wanted = wanted(&[first, second]);
            all += 1;
            both += usize::from(found == wanted);
            one += usize::from(!found.is_disjoint(&wanted));
        }
        let split = scope.iter().filter(|example| found(model, &example.text).len() > 1).count();
        println!(
            "{name:10} of {all} pairs both and nothing else {:.1}, at least one {:.1}; of {} single texts taken for several {:.1}",
            100.0 * f64::from(both as u32) / f64::from(all),
            100.0 * f64::from(one as u32) / f64::from(all),
            scope.len(),
            100.0 * split as f64 / scope.len() as f64,
        );
    }
}

fn found<'m>(model: &'m IntentModel, text: &str) -> BTreeSet<&'m str> {
    model.intents(text).into_iter().map(|ranked| ranked.label).collect()
}

fn wanted<'e>(examples: &[&'e Example]) -> BTreeSet<&'e str> {
    examples.iter().flat_map(|example| &example.labels).map(String::as_str).collect()
}
