//! Why a text was understood as it was.

use std::borrow::Cow;

use domain::Code;
use domain::conversation::event::TurnUnderstood;
use intelligence::intent::{IntentModel, Reason};

use super::instruments::code;
use super::understander::{Named, Understander, beginning, without};

/// How many reasons are given.
const REASONS: usize = 12;

/// How strongly the likeliest intent of a text stands out from all else.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Strength {
    /// Nothing when the model knows no part of the text.
    pub reached: Option<f32>,
    /// From where on a text counts as wanting something.
    pub least: f32,
}

/// An intent, and the clause of a text that spoke for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// The intent.
    pub intent: Code,
    /// The clause, as it was read: in lower case, and without personal data.
    pub clause: String,
}

impl Understander {
    /// What in a text spoke for the likeliest intent that was understood of it, or against it, the strongest first; nothing when
    /// none was.
    #[must_use]
    pub fn explain(&self, text: &str, understood: &TurnUnderstood) -> Vec<Reason> {
        let (Some((model, wish)), Some(likeliest)) = (self.ranked_by(text, understood), understood.ranking.first())
        else {
            return Vec::new();
        };
        model.explain(&wish, likeliest.intent.as_str(), REASONS).unwrap_or_default()
    }

    /// Which clause of a text spoke for each intent that was understood, where its clauses decided; none where it was judged as a
    /// whole.
    #[must_use]
    pub fn wishes(&self, text: &str, understood: &TurnUnderstood) -> Vec<Wish> {
        let Some((model, wish)) = self.ranked_by(text, understood) else { return Vec::new() };
        let wishes = model.wishes(&wish).into_iter();
        wishes.map(|wish| Wish { intent: code(wish.intent.label), clause: wish.clause }).collect()
    }

    /// How strongly the likeliest intent that was understood stands out; nothing when none was.
    #[must_use]
    pub fn strength(&self, text: &str, understood: &TurnUnderstood) -> Option<Strength> {
        let (model, wish) = self.ranked_by(text, understood)?;
        let reached = Some(model.predict(&wish).strength).filter(|reached| *reached > f32::MIN);
        Some(Strength { reached, least: model.linear().header().calibration.least })
    }

    /// What ranked the intents, and what it ranked them by.
    fn ranked_by<'t>(&self, text: &'t str, understood: &TurnUnderstood) -> Option<(&IntentModel, Cow<'t, str>)> {
        let Named { model, .. } = self.answering.as_ref().filter(|_| !understood.ranking.is_empty())?;
        let language = understood.language.as_ref().and_then(|known| known.language.as_str().parse().ok());
        let text = beginning(text);
        Some((model, without(text, &self.instruments.guard.find(text, language))))
    }
}
