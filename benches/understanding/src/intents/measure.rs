//! One line per data set: trained, evaluated, timed.

use std::time::{Duration, Instant};

use intelligence::intent::{Evaluation, Example, IntentModel, Settings, evaluate, train_with_words};
use intelligence::words::WordVectors;

use super::SEED;

/// What one set gives.
struct Line {
    evaluation: Evaluation,
    training: Duration,
    bytes: usize,
    each: Duration,
}

pub fn print_header() {
    println!("accuracy over in-scope texts, none rejected; ECE over 15 bins; seed of training {SEED}; one thread\n");
    println!(
        "{:32} {:>6} {:>5} {:>6}  {:>8} {:>5}  {:>8} {:>6}  {:>8} {:>7} {:>7}",
        "set", "train", "test", "labels", "accuracy", "goal", "macro-F1", "ECE", "training", "model", "a text"
    );
}

/// Trains, evaluates and prints; the model, for more questions.
pub fn measure(name: &str, training: &[Example], test: &[Example], goal: Option<f64>) -> anyhow::Result<IntentModel> {
    knowing(name, &WordVectors::default(), training, test, goal)
}

/// The same with a model that knows words.
pub fn knowing(
    name: &str,
    words: &WordVectors,
    training: &[Example],
    test: &[Example],
    goal: Option<f64>,
) -> anyhow::Result<IntentModel> {
    let (model, line) = line(words, training, test)?;
    print(name, training.len(), model.linear().labels().len(), &line, line.evaluation.accuracy, goal);
    Ok(model)
}

/// The same for several training sets, on average; times and sizes are those of the last.
pub fn mean(
    name: &str,
    words: &WordVectors,
    samples: &[Vec<Example>],
    test: &[Example],
    goal: Option<f64>,
) -> anyhow::Result<()> {
    let lines = samples.iter().map(|sample| line(words, sample, test)).collect::<anyhow::Result<Vec<_>>>()?;
    let accuracies: Vec<f64> = lines.iter().map(|(_, line)| line.evaluation.accuracy).collect();
    let mean = accuracies.iter().sum::<f64>() / accuracies.len() as f64;
    let (model, line) = &lines[lines.len() - 1];
    print(name, samples[0].len(), model.linear().labels().len(), line, mean, goal);
    let each: Vec<String> = accuracies.iter().map(|accuracy| format!("{:.2}", 100.0 * accuracy)).collect();
    println!("  seeds 1 to {}: {}", samples.len(), each.join(", "));
    Ok(())
}

fn line(words: &WordVectors, training: &[Example], test: &[Example]) -> anyhow::Result<(IntentModel, Line)> {
    let start = Instant::now();
    let model = train_with_words(training, words, &Settings::default(), SEED, &mut |_| ())?;
    let training = start.elapsed();
    let evaluation = evaluate(&model, test);
    let start = Instant::now();
    for example in test {
        std::hint::black_box(model.predict(&example.text));
    }
    let each = start.elapsed() / test.len() as u32;
    let bytes = model.bytes().len();
    Ok((model, Line { evaluation, training, bytes, each }))
}

fn print(name: &str, training: usize, labels: usize, line: &Line, accuracy: f64, goal: Option<f64>) {
    let evaluation = &line.evaluation;
    let goal = goal.map_or_else(|| "none".to_owned(), |goal| format!("{goal:.1}"));
    println!(
        "{name:32} {training:>6} {:>5} {labels:>6}  {:>8.2} {goal:>5}  {:>8.2} {:>6.3}  {:>6.2} s {:>4.1} MB {:>4.0} µs",
        evaluation.in_scope,
        100.0 * accuracy,
        100.0 * evaluation.macro_f1,
        evaluation.calibration_error,
        line.training.as_secs_f64(),
        line.bytes as f64 / 1e6,
        line.each.as_secs_f64() * 1e6,
    );
}
