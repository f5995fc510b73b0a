//! The generic linear model on the same reviews, for comparison.

use intelligence::linear::{Example, Model, Settings, train as learn};
use intelligence::words::WordVectors;

use super::reviews::{Review, balanced};

/// Trains it on a balanced sample, small enough to ship: two million bytes.
///
/// # Errors
/// Never for reviews of two classes; the type is that of training.
pub fn train(reviews: &[&Review]) -> anyhow::Result<Model> {
    let name = |positive| if positive { "positive" } else { "negative" };
    let examples: Vec<Example> =
        balanced(reviews).iter().map(|(review, positive)| Example::new(&*review.text, name(*positive))).collect();
    let settings = Settings { fewest_texts: 4, folds: 0, most_bytes: 2_000_000, ..Settings::default() };
    let model = learn(&examples, &WordVectors::default(), &settings, super::train::SEED, &mut |_| {})?.model;
    println!("  (generic linear model: {} bytes)", model.bytes().len());
    Ok(model)
}

/// How much more positive than negative a text is.
pub fn margin(model: &Model, text: &str) -> f32 {
    let scores = model.predict(text).scores;
    scores[1] - scores[0]
}
