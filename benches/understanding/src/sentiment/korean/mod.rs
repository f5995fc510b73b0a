//! Korean: film reviews of nsmc-ko.

mod factor;
mod general;
mod reviews;
mod train;

use std::path::Path;

use intelligence::language::Language;
use intelligence::sentiment::MoodReader;
use intelligence::sentiment::korean::ReviewModel;

use super::confusion::percent;
use super::own::Split;
use crate::data::Folder;
use reviews::{Review, balanced};

/// Trains, chooses the bias on the development films and writes the model.
///
/// # Errors
/// When the reviews are missing or the file cannot be written.
pub fn write(data: &Folder, path: &Path) -> anyhow::Result<()> {
    std::fs::write(path, trained(&reviews::read(data)?))?;
    println!("wrote {}", path.display());
    Ok(())
}

/// The bytes that training on a split gives.
fn trained(split: &reviews::Split) -> Vec<u8> {
    let (weights, bias) = train::train(&split.train);
    let shift = best_shift(&train::model(&weights, bias), &balanced(&split.dev));
    ReviewModel::bytes(&weights, bias - shift)
}

/// Measures the shipped model, the lexicon and both on the test films.
///
/// # Errors
/// When the reviews are missing.
pub fn run(data: &Folder, half: Split) -> anyhow::Result<()> {
    let split = reviews::read(data)?;
    let (name, part) = match half {
        Split::Dev => ("dev", &split.dev),
        Split::Test => ("test", &split.test),
    };
    println!("nsmc-ko, two classes (1-4 against 9-10), balanced, split by film; seed of training {}", train::SEED);
    println!("  part      n   model   lexicon   both [goal 87.0]   generic linear model");
    let general = general::train(&split.train)?;
    compare(name, &balanced(part), &general);
    let same = trained(&split) == ReviewModel::shipped_bytes();
    println!("  training again gives the shipped file: {}", if same { "yes, byte for byte" } else { "NO" });
    three_classes(part);
    if half == Split::Dev {
        factor::run(&balanced(part))?;
    }
    Ok(())
}

fn compare(name: &str, part: &[(&Review, bool)], general: &intelligence::linear::Model) {
    let (reader, model) = (MoodReader::new(), ReviewModel::shipped());
    let alone = accuracy(part, |text| model.margin(text));
    let lexicon = accuracy(part, |text| lexical(&reader, text));
    let both = accuracy(part, |text| reader.read(text, Some(Language::Ko)).score);
    let general = accuracy(part, |text| general::margin(general, text));
    println!("  {name:<5} {:>5} {alone:>7.2} {lexicon:>9.2} {both:>6.2} {general:>35.2}", part.len());
}

/// What the lexicon alone weighs.
fn lexical(reader: &MoodReader, text: &str) -> f32 {
    reader.explain(text, Some(Language::Ko)).evidence.iter().map(|evidence| evidence.weight).sum()
}

/// How reviews of each rating are classed.
fn three_classes(reviews: &[Review]) {
    let reader = MoodReader::new();
    println!("  its films in three classes, by rating: negative, neutral, positive in %");
    for rating in 1..=10 {
        let mut counts = super::confusion::Confusion::default();
        let class = super::confusion::CLASSES[0];
        for review in reviews.iter().filter(|review| review.rating == rating) {
            counts.count(class, reader.read(&review.text, Some(Language::Ko)).polarity);
        }
        let [negative, neutral, positive] = counts.shares(class);
        println!("  {rating:>4} {:>6} {negative:>7.1} {neutral:>7.1} {positive:>7.1}", counts.total());
    }
}

/// The share of texts whose margin has the sign of their class, in percent; 0 is wrong for either.
fn accuracy(part: &[(&Review, bool)], margin: impl Fn(&str) -> f32) -> f64 {
    let right = |(review, positive): &&(&Review, bool)| {
        let margin = margin(&review.text);
        if *positive { margin > 0.0 } else { margin < 0.0 }
    };
    percent(part.iter().filter(right).count() as u32, part.len() as u32)
}

/// The margin that best parts the classes: training sees more praise than blame, a balanced sample does not.
fn best_shift(model: &ReviewModel, part: &[(&Review, bool)]) -> f32 {
    let mut margins: Vec<(f32, bool)> =
        part.iter().map(|(review, positive)| (model.margin(&review.text), *positive)).collect();
    margins.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut right = part.iter().filter(|(_, positive)| *positive).count();
    let mut best = (right, 0.0);
    for (margin, positive) in margins {
        right = if positive { right - 1 } else { right + 1 };
        if right > best.0 {
            best = (right, margin);
        }
    }
    best.1
}
