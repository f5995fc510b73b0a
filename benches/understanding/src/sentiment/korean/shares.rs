//! How many reviews the model, the lexicon and both are right about.

use std::fmt;

use intelligence::sentiment::MoodReader;
use intelligence::sentiment::korean::{ReviewModel, Voices, blend};

use super::reviews::Review;
use super::{accuracy, lexical};

/// The shares that are right, in percent.
#[derive(Default)]
pub struct Shares {
    reviews: usize,
    model: f64,
    lexicon: f64,
    both: f64,
}

impl Shares {
    /// Those of a part.
    pub fn of(part: &[(&Review, bool)], model: &ReviewModel) -> Self {
        let reader = MoodReader::new();
        let both = |text: &str| blend(lexical(&reader, text), model.margin_of_turn(text), Voices::CHOSEN);
        Self {
            reviews: part.len(),
            model: accuracy(part, |text| model.margin(text)),
            lexicon: accuracy(part, |text| lexical(&reader, text)),
            both: accuracy(part, both),
        }
    }

    /// Those of two parts together.
    pub fn with(&self, other: &Self) -> Self {
        let reviews = self.reviews + other.reviews;
        let (mine, theirs) = (self.reviews as f64 / reviews as f64, other.reviews as f64 / reviews as f64);
        let of = |share: fn(&Self) -> f64| mine * share(self) + theirs * share(other);
        Self { reviews, model: of(|of| of.model), lexicon: of(|of| of.lexicon), both: of(|of| of.both) }
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reviews, model, lexicon, both } = self;
        write!(f, "{reviews:>5} {model:>7.2} {lexicon:>9.2} {both:>6.2}")
    }
}
