//! Training the model of reviews: a linear support vector machine over n-grams weighed by how telling they are.
//!
//! After Wang and Manning 2012, "Baselines and Bigrams": each n-gram is scaled by its log-count ratio between the classes
//! (here the root of it, times the inverse document frequency), then LIBLINEAR's dual coordinate descent for the squared
//! hinge (Hsieh et al. 2008) finds the weights. The scale is multiplied in afterwards, so the model is one table.

use intelligence::sentiment::korean::{PLACES, ReviewModel, each_gram};

use super::reviews::Review;

/// LIBLINEAR's C, chosen on the development films.
const COST: f32 = 0.02;
const ROUNDS: usize = 12;
/// The seed of the order in which reviews are visited.
pub const SEED: u64 = 88_172_645_463_325_252;
/// What a review of rating 5, 6 (as negative) or 8 (as positive) counts for, against one of a clear rating.
const UNCLEAR: f32 = 0.3;

struct Text {
    /// Places and values, a place once.
    entries: Vec<(u32, f32)>,
    side: f32,
    cost: f32,
}

/// Trains on reviews and gives the weights and the bias.
pub fn train<'a>(reviews: impl Iterator<Item = &'a Review>) -> (Vec<f32>, f32) {
    let mut texts: Vec<Text> = reviews.filter_map(text).collect();
    let scales = scales(&texts);
    for text in &mut texts {
        text.entries.iter_mut().for_each(|(place, value)| *value *= scales[*place as usize]);
    }
    let (mut weights, bias) = descend(&texts);
    weights.iter_mut().zip(&scales).for_each(|(weight, scale)| *weight *= scale);
    (weights, bias)
}

/// The model of weights and a bias.
pub fn model(weights: &[f32], bias: f32) -> ReviewModel {
    ReviewModel::load(ReviewModel::bytes(weights, bias).into()).expect("just written")
}

/// A review as its n-grams, each over the root of their number; none for a rating of 7.
fn text(review: &Review) -> Option<Text> {
    let (side, cost) = match review.rating {
        0..=4 => (-1.0, 1.0),
        5 | 6 => (-1.0, UNCLEAR),
        7 => return None,
        8 => (1.0, UNCLEAR),
        9.. => (1.0, 1.0),
    };
    let mut places = Vec::new();
    each_gram(&review.text, |place| places.push(place as u32));
    let value = 1.0 / (places.len().max(1) as f32).sqrt();
    places.sort_unstable();
    let entries = places.chunk_by(|a, b| a == b).map(|same| (same[0], value * same.len() as f32));
    Some(Text { entries: entries.collect(), side, cost })
}

/// How telling each place is.
fn scales(texts: &[Text]) -> Vec<f32> {
    let (mut positive, mut negative) = (vec![1.0_f32; PLACES], vec![1.0_f32; PLACES]);
    let mut having = vec![0_u32; PLACES];
    for text in texts {
        let counts = if text.side > 0.0 { &mut positive } else { &mut negative };
        for &(place, _) in &text.entries {
            counts[place as usize] += text.cost;
            having[place as usize] += 1;
        }
    }
    let odds = negative.iter().sum::<f32>() / positive.iter().sum::<f32>();
    let all = texts.len() as f32 + 1.0;
    let scale = |place: usize| {
        let ratio = libm::logf(odds * positive[place] / negative[place]).abs();
        let idf = libm::logf(all / (having[place] as f32 + 1.0)) + 1.0;
        if having[place] == 0 { 0.0 } else { idf * ratio.sqrt() }
    };
    (0..PLACES).map(scale).collect()
}

/// Weights and bias.
fn descend(texts: &[Text]) -> (Vec<f32>, f32) {
    let (mut weights, mut bias) = (vec![0.0_f32; PLACES], 0.0_f32);
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
    let square: f32 = 1.0 + text.entries.iter().map(|(_, value)| value * value).sum::<f32>();
    let score: f32 = *bias + text.entries.iter().map(|&(place, value)| weights[place as usize] * value).sum::<f32>();
    let next = (*dual - (text.side * score - 1.0 + slack * *dual) / (square + slack)).max(0.0);
    let change = (next - *dual) * text.side;
    *dual = next;
    if change != 0.0 {
        text.entries.iter().for_each(|&(place, value)| weights[place as usize] += change * value);
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
