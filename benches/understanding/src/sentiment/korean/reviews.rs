//! Film reviews of nsmc-ko with their ratings, split by film.

use anyhow::Context as _;
use serde::Deserialize;

use crate::data::Folder;

/// How many parts the films are in.
pub const PARTS: usize = 10;

/// A review.
pub struct Review {
    /// Its text, its spaces single.
    pub text: String,
    /// From 1 to 10.
    pub rating: u8,
    /// Puts reviews into an order that has nothing to do with films or dates.
    order: u64,
}

/// All reviews, in parts: no film is in two.
#[derive(Default)]
pub struct Films([Vec<Review>; PARTS]);

/// The reviews of films that are kept apart.
pub struct Split<'a> {
    /// Looked at when all is chosen.
    pub test: Vec<&'a Review>,
    /// For choosing.
    pub dev: Vec<&'a Review>,
    /// For training.
    pub train: Vec<&'a Review>,
}

impl Films {
    /// One part for testing, the next for choosing, the others for training; each in an order that has nothing to do with
    /// films or dates.
    pub fn split(&self, test: usize) -> Split<'_> {
        let dev = (test + 1) % PARTS;
        let of = |keep: &dyn Fn(usize) -> bool| {
            let parts = self.0.iter().enumerate().filter(|(part, _)| keep(*part));
            let mut reviews: Vec<&Review> = parts.flat_map(|(_, reviews)| reviews).collect();
            reviews.sort_by_key(|review| review.order);
            reviews
        };
        let train = of(&|part| part != test && part != dev);
        Split { test: of(&|part| part == test), dev: of(&|part| part == dev), train }
    }
}

#[derive(Deserialize)]
struct Line {
    review: String,
    rating: String,
    review_id: String,
    movie_id: String,
}

/// Reads them: a film goes where a hash of its number sends it.
///
/// # Errors
/// When the archive is missing or not of its format.
pub fn read(data: &Folder) -> anyhow::Result<Films> {
    let mut films = Films::default();
    for (name, text) in data.archive("nsmc-ko/raw_subset.tar.xz", |name| name.ends_with(".json"))? {
        let lines: Vec<Line> = serde_json::from_str(&text).with_context(|| format!("cannot parse {name}"))?;
        for line in lines {
            films.0[(hash(&line.movie_id) % PARTS as u64) as usize].extend(review(&line)?);
        }
    }
    Ok(films)
}

/// The review of a line, unless it is empty.
fn review(line: &Line) -> anyhow::Result<Option<Review>> {
    let text = line.review.split_whitespace().collect::<Vec<_>>().join(" ");
    let rating = line.rating.parse().with_context(|| format!("no rating: {}", line.rating))?;
    Ok((!text.is_empty()).then(|| Review { text, rating, order: hash(&line.review_id) }))
}

/// The class of a review by the rule of NSMC: 1 to 4 negative, 9 and 10 positive, between them none.
pub const fn is_positive(review: &Review) -> Option<bool> {
    match review.rating {
        0..=4 => Some(false),
        9.. => Some(true),
        5..=8 => None,
    }
}

/// All negative reviews and as many positive ones, as NSMC samples them, in their order.
pub fn balanced<'a>(reviews: &[&'a Review]) -> Vec<(&'a Review, bool)> {
    let classed = || reviews.iter().filter_map(|review| Some((*review, is_positive(review)?)));
    let mut room = classed().filter(|(_, positive)| !positive).count();
    let mut keep = |positive: bool| {
        let kept = !positive || room > 0;
        room -= usize::from(positive && kept);
        kept
    };
    classed().filter(|(_, positive)| keep(*positive)).collect()
}

/// FNV-1a, spread: the seed of the split is that it has none but the numbers of films and reviews.
fn hash(text: &str) -> u64 {
    let fnv = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}
