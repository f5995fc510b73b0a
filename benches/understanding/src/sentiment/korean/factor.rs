//! How much the model of reviews should weigh against the lexicon.

use intelligence::language::Language;
use intelligence::sentiment::korean::ReviewModel;
use intelligence::sentiment::{MoodReader, Polarity};

use super::super::confusion::Confusion;
use super::super::own::{Split, utterances};
use super::reviews::Review;
use super::{accuracy, lexical};

/// The weight from which a turn is not neutral, as the library has it.
const POLAR: f32 = 0.75;

/// Prints, per factor, two-class accuracy on development films and three-class accuracy on our own development turns.
///
/// # Errors
/// When our own utterances are not of their format.
pub fn run(films: &[(&Review, bool)]) -> anyhow::Result<()> {
    let (reader, model) = (MoodReader::new(), ReviewModel::shipped());
    let own: Vec<_> =
        utterances(Split::Dev)?.into_iter().filter(|labelled| labelled.language == Language::Ko).collect();
    println!("  weight of the model: films, own turns, own neutral turns kept neutral, in %");
    for factor in [0.0_f32, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0] {
        let weight = |text: &str| factor.mul_add(model.margin(text), lexical(&reader, text));
        let mut confusion = Confusion::default();
        own.iter().for_each(|labelled| confusion.count(labelled.truth, class(weight(labelled.text))));
        let [_, kept, _] = confusion.shares(Polarity::Neutral);
        println!("  {factor:>6.2} {:>7.2} {:>6.1} {kept:>6.1}", accuracy(films, weight), confusion.accuracy());
    }
    Ok(())
}

fn class(weight: f32) -> Polarity {
    match weight {
        weight if weight >= POLAR => Polarity::Positive,
        weight if weight <= -POLAR => Polarity::Negative,
        _ => Polarity::Neutral,
    }
}
