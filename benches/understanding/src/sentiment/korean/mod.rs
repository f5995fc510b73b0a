//! Korean: film reviews of nsmc-ko.

mod factor;
mod general;
mod grams;
mod reviews;
mod shares;
mod train;

use std::path::Path;

use intelligence::language::Language;
use intelligence::sentiment::MoodReader;
use intelligence::sentiment::korean::ReviewModel;

use super::confusion::percent;
use super::own::Split;
use crate::data::Folder;
use reviews::{PARTS, Review, balanced};
use shares::Shares;

/// Trains, chooses the bias on the development films and writes the model.
///
/// # Errors
/// When the reviews are missing or the file cannot be written.
pub fn write(data: &Folder, path: &Path) -> anyhow::Result<()> {
    let films = reviews::read(data)?;
    let split = films.split(0);
    let (_, shift) = chosen(&split);
    std::fs::write(path, trained(&split, shift))?;
    println!("wrote {}", path.display());
    Ok(())
}

/// The model of the training films, its bias chosen on the development films, and how far it was moved.
fn chosen(split: &reviews::Split<'_>) -> (ReviewModel, f32) {
    let (weights, bias) = train::train(split.train.iter().copied());
    let shift = best_shift(&train::model(&weights, bias), &balanced(&split.dev));
    (train::model(&weights, bias - shift), shift)
}

/// The bytes of the model that ships: of the films of training and development, its bias moved as was chosen.
fn trained(split: &reviews::Split<'_>, shift: f32) -> Vec<u8> {
    let (weights, bias) = train::train(split.train.iter().chain(&split.dev).copied());
    ReviewModel::bytes(weights, bias - shift)
}

/// Measures the model, the lexicon and both: on the development films the model of the training films, on the test films the
/// one that ships.
///
/// # Errors
/// When the reviews are missing.
pub fn run(data: &Folder, half: Split) -> anyhow::Result<()> {
    let films = reviews::read(data)?;
    let split = films.split(0);
    println!("nsmc-ko, two classes (1-4 against 9-10), balanced, split by film; seed of training {}", train::SEED);
    let general = general::train(&split.train)?;
    println!("  part      n   model   lexicon   both [goal 87.0]   generic linear model");
    let (model, shift) = chosen(&split);
    match half {
        Split::Dev => {
            let films = balanced(&split.dev);
            compare("dev", &films, &model, &general);
            factor::run(&films, &model)
        }
        Split::Test | Split::Late => {
            compare("test", &balanced(&split.test), &ReviewModel::shipped(), &general);
            let same = trained(&split, shift) == ReviewModel::shipped_bytes();
            println!("  training again gives the shipped file: {}", if same { "yes, byte for byte" } else { "NO" });
            three_classes(&split.test);
            Ok(())
        }
    }
}

/// Measures the model, the lexicon and both on each tenth of the films, by a model of the others: one tenth alone is small.
///
/// # Errors
/// When the reviews are missing.
pub fn tenths(data: &Folder) -> anyhow::Result<()> {
    let films = reviews::read(data)?;
    println!("nsmc-ko, two classes, balanced; each tenth of the films by a model of the others; seed {}", train::SEED);
    println!("  tenth      n   model   lexicon   both [goal 87.0]");
    let mut chosen_on = Shares::default();
    let mut others = Shares::default();
    for part in 0..PARTS {
        let split = films.split(part);
        let (_, shift) = chosen(&split);
        let model = ReviewModel::load(trained(&split, shift).into())?;
        let shares = Shares::of(&balanced(&split.test), &model);
        println!("  {part:<6} {shares}");
        let kind = if train::CHOSEN_ON.contains(&part) { &mut chosen_on } else { &mut others };
        *kind = kind.with(&shares);
    }
    println!("  all    {}", chosen_on.with(&others));
    println!("  chosen {chosen_on}  (settings were chosen on these, {:?})", train::CHOSEN_ON);
    println!("  others {others}");
    Ok(())
}

fn compare(name: &str, part: &[(&Review, bool)], model: &ReviewModel, general: &intelligence::linear::Model) {
    let general = accuracy(part, |text| general::margin(general, text));
    println!("  {name:<6} {} {general:>23.2}", Shares::of(part, model));
}

/// What the lexicon alone weighs.
fn lexical(reader: &MoodReader, text: &str) -> f32 {
    reader.explain(text, Some(Language::Ko)).evidence.iter().map(|evidence| evidence.weight).sum()
}

/// How reviews of each rating are classed.
fn three_classes(reviews: &[&Review]) {
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
