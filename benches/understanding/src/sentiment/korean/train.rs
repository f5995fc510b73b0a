//! Training the model of reviews: a linear support vector machine over n-grams weighed by how telling they are.
//!
//! After Wang and Manning 2012, "Baselines and Bigrams": each n-gram is scaled by its log-count ratio between the classes
//! (here the root of it, times the inverse document frequency), then LIBLINEAR's dual coordinate descent for the squared
//! hinge (Hsieh et al. 2008) finds the weights. The scale is multiplied in afterwards, so the model is one table.
//!
//! The words of the lexicon are read besides, each as a text of its own: so the model knows what films do not speak of, and
//! the lexicon need not overrule it.

use std::ops::RangeInclusive;

use intelligence::language::Language;
use intelligence::sentiment::korean::ReviewModel;
use intelligence::sentiment::polar_words;

use super::grams::{Grams, Places};
use super::reviews::Review;

/// The tenths of the films that the five settings below were chosen on, each by a model of the others but tenth 0, in runs of
/// which no code is kept.
pub const CHOSEN_ON: RangeInclusive<usize> = 1..=3;
/// LIBLINEAR's C.
const COST: f32 = 0.006;
/// What blame counts for against praise, of which there is more.
const BLAME: f32 = 1.5;
/// What a review of rating 5 or 6 counts for as blame, against one of a clear rating.
const HALF_BLAME: f32 = 0.2;
/// What a review of rating 8 counts for as praise.
const HALF_PRAISE: f32 = 0.35;
/// What a word of the lexicon counts for.
const WORD: f32 = 0.5;
const ROUNDS: usize = 12;
/// The seed of the order in which reviews are visited.
pub const SEED: u64 = 88_172_645_463_325_252;

/// What is learned from: a review or a word.
struct Text {
    grams: Grams,
    side: f32,
    cost: f32,
}

/// Trains on reviews and gives each n-gram's weight, by its key, and the bias.
pub fn train<'a>(reviews: impl Iterator<Item = &'a Review>) -> (Vec<(u64, f32)>, f32) {
    let mut places = Places::default();
    let mut texts: Vec<Text> = reviews.filter_map(|review| read(review, &mut places)).collect();
    texts.extend(polar_words(Language::Ko).map(|(word, positive)| taught(&word, positive, &mut places)));
    let scales = scales(&texts, places.len());
    for text in &mut texts {
        text.grams.scale(&scales);
    }
    let (weights, bias) = descend(&texts, places.len());
    let scaled = weights.iter().zip(&scales).map(|(weight, scale)| weight * scale);
    (places.keys().zip(scaled).collect(), bias)
}

/// The model of weights and a bias.
pub fn model(weights: &[(u64, f32)], bias: f32) -> ReviewModel {
    ReviewModel::load(ReviewModel::bytes(weights.to_vec(), bias).into()).expect("just written")
}

/// A review, on its side and at its cost; none for a rating of 7.
fn read(review: &Review, places: &mut Places) -> Option<Text> {
    let (side, cost) = match review.rating {
        0..=4 => (-1.0, BLAME),
        5 | 6 => (-1.0, BLAME * HALF_BLAME),
        7 => return None,
        8 => (1.0, HALF_PRAISE),
        9.. => (1.0, 1.0),
    };
    Some(Text { grams: places.grams(&review.text), side, cost })
}

/// A word of the lexicon, weak or strong alike; a stem stands as a word, so what is learned of it is mostly its inner n-grams.
fn taught(word: &str, positive: bool, places: &mut Places) -> Text {
    Text { grams: places.grams(word), side: if positive { 1.0 } else { -1.0 }, cost: WORD }
}

/// How telling the n-gram of each place is; nothing where one text alone has it.
fn scales(texts: &[Text], places: usize) -> Vec<f32> {
    let (mut positive, mut negative) = (vec![1.0_f32; places], vec![1.0_f32; places]);
    let mut having = vec![0_u32; places];
    for text in texts {
        let counts = if text.side > 0.0 { &mut positive } else { &mut negative };
        for place in text.grams.places() {
            counts[place] += text.cost;
            having[place] += 1;
        }
    }
    let odds = negative.iter().sum::<f32>() / positive.iter().sum::<f32>();
    let all = texts.len() as f32 + 1.0;
    let scale = |place: usize| {
        let ratio = libm::logf(odds * positive[place] / negative[place]).abs();
        let idf = libm::logf(all / (having[place] as f32 + 1.0)) + 1.0;
        if having[place] < 2 { 0.0 } else { idf * ratio.sqrt() }
    };
    (0..places).map(scale).collect()
}

/// Weights and bias.
fn descend(texts: &[Text], places: usize) -> (Vec<f32>, f32) {
    let (mut weights, mut bias) = (vec![0.0_f32; places], 0.0_f32);
    let mut duals = vec![0.0_f32; texts.len()];
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut state = SEED;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut state);
        for &at in &order {
            step(&texts[at], &mut duals[at], &mut weights, &mut bias);
        }
    }
    (weights, bias)
}

fn step(text: &Text, dual: &mut f32, weights: &mut [f32], bias: &mut f32) {
    let slack = 0.5 / (COST * text.cost);
    let square = 1.0 + text.grams.square();
    let score = *bias + text.grams.score(weights);
    let next = (*dual - (text.side * score - 1.0 + slack * *dual) / (square + slack)).max(0.0);
    let change = (next - *dual) * text.side;
    *dual = next;
    if change != 0.0 {
        text.grams.add_to(weights, change);
        *bias += change;
    }
}

/// Fisher and Yates, with xorshift.
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        order.swap(last, (*state % (last as u64 + 1)) as usize);
    }
}
