//! What a turn means, as models understood it when it was said. Replay reads it and never computes it again.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use vault::{Personal, PersonalField};

use crate::event::VisitPersonal;
use crate::{Code, Language, TurnId};

/// What a customer's turn means.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TurnUnderstood {
    /// Which turn.
    pub turn: TurnId,
    /// The language it is in; nothing when it is none that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<RecognisedLanguage>,
    /// Other languages that parts of it are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Language>,
    /// What is wanted, the surest first; nothing when it is nothing that is known, or there was no model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intents: Vec<RecognisedIntent>,
    /// The likeliest intents whether or not they are sure enough, the likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<RecognisedIntent>,
    /// The mood.
    pub sentiment: Sentiment,
    /// How pressing the words are.
    pub urgency: UrgencyHeard,
    /// The emotions that words name or show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emotions: Vec<Code>,
    /// The facts in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<FoundEntity>,
    /// The personal data in it, by class and place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<FoundPersonal>,
    /// What understood it.
    pub models: UnderstandingModels,
    /// What a model made of it that runs beside the one that answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shadow: Option<ShadowIntents>,
}

/// Facts or personal data were found in a turn of one who serves: what the customer may say yes to, and what is to be masked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactsFound {
    /// Which turn.
    pub turn: TurnId,
    /// The facts in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<FoundEntity>,
    /// The personal data in it, by class and place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<FoundPersonal>,
    /// What found it.
    pub models: FactModels,
}

/// Which models found facts, each with its version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactModels {
    /// That of entities.
    pub entities: Code,
    /// That of personal data.
    pub personal: Code,
}

/// Someone who serves said what a turn really wanted: a label to learn from. It may also say that it was understood rightly.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IntentCorrected {
    /// Which turn.
    pub turn: TurnId,
    /// What stood before: what was understood, or the last correction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Code>,
    /// What it wanted; nothing when it is none of the intents that are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Code>,
}

/// A provider was asked what a turn wants that the model could not place, and answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IntentProposed {
    /// Which turn.
    pub turn: TurnId,
    /// Its place among the turns of the Conversation, from 0: the answer may come when others were recorded.
    pub index: u32,
    /// What it wants according to the provider; nothing when that is none of the intents that are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intents: Vec<Code>,
    /// The provider's model, as it calls itself.
    pub model: Code,
    /// What the answer cost, in tokens read and written, as the provider counts them.
    pub tokens: u64,
}

/// Whether a name can be an intent's where people write it: small Latin letters, digits and `_ - . : /`, a letter first. Narrower
/// than a code, so that neither a number nor most people's names are taken for one.
#[must_use]
pub fn is_intent_name(name: &Code) -> bool {
    let name = name.as_str();
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.:/".contains(&byte);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(is_allowed)
}

/// How sure a model is, in thousandths: 0 to 1000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Confidence(#[schemars(range(min = 0, max = 1000))] u16);

impl Confidence {
    /// The nearest to a share from 0 to 1; what is not a number is no confidence.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was clamped to 0 to 1000")]
    pub fn of(share: f32) -> Self {
        if share.is_nan() { Self(0) } else { Self((share.clamp(0.0, 1.0) * 1000.0).round() as u16) }
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// As a share from 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let thousandths = u16::deserialize(deserializer)?;
        if thousandths > 1000 {
            return Err(de::Error::custom("a confidence is a number of thousandths from 0 to 1000"));
        }
        Ok(Self(thousandths))
    }
}

/// A language that was recognised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RecognisedLanguage {
    /// Which.
    pub language: Language,
    /// How surely.
    pub confidence: Confidence,
}

/// An intent that was recognised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RecognisedIntent {
    /// Which.
    pub intent: Code,
    /// How surely.
    pub confidence: Confidence,
}

/// Mood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Sentiment {
    /// Which way it leans.
    pub polarity: Polarity,
    /// How far, in thousandths from -1000, the worst, to 1000.
    #[schemars(range(min = -1000, max = 1000))]
    pub score: i16,
    /// How surely.
    pub confidence: Confidence,
}

/// Which way a mood leans.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Displeased.
    Negative,
    /// Neither.
    Neutral,
    /// Pleased.
    Positive,
}

/// How pressing the words of a turn are. What is done about it is an Escalation's matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UrgencyHeard {
    /// Not.
    None,
    /// More than usual.
    Raised,
    /// Very.
    High,
}

/// A fact in a turn.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FoundEntity {
    /// What kind, such as `amount` or a tenant's own.
    pub kind: Code,
    /// Where it begins in the turn's text, in Unicode characters from 0.
    pub start: u32,
    /// Where it ends, not included.
    pub end: u32,
    /// What it says, in its normal form.
    pub value: Personal<String>,
}

impl VisitPersonal for FoundEntity {
    fn visit(&mut self, tag: &'static str, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        visit(tag, &mut self.value);
    }
}

/// Personal data in a turn: its class and place, never what it says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FoundPersonal {
    /// Which class, such as `phone`.
    pub class: Code,
    /// Where it begins in the turn's text, in Unicode characters from 0.
    pub start: u32,
    /// Where it ends, not included.
    pub end: u32,
    /// How surely.
    pub confidence: Confidence,
}

/// Which models understood a turn, each with its version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct UnderstandingModels {
    /// That of languages.
    pub language: Code,
    /// That of intents, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<Code>,
    /// That of mood.
    pub sentiment: Code,
    /// That of entities.
    pub entities: Code,
    /// That of personal data.
    pub personal: Code,
}

/// The intents of a model that runs beside the one that answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShadowIntents {
    /// Which model.
    pub model: Code,
    /// What is wanted according to it, the surest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intents: Vec<RecognisedIntent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_no_intents() {
        let is_one = |name: &str| is_intent_name(&name.parse().unwrap());
        assert!(["refund.late", "a", "tea_2", "order/cancel"].into_iter().all(is_one));
        assert!(!["15551234567", "张伟", "Smith", "4u"].into_iter().any(is_one));
    }

    #[test]
    fn a_confidence_lies_between_none_and_all() {
        let cases = [(0.5, 500), (-1.0, 0), (7.0, 1000), (f32::NAN, 0), (f32::INFINITY, 1000), (0.9996, 1000)];
        for (share, thousandths) in cases {
            assert_eq!(Confidence::of(share).thousandths(), thousandths, "{share}");
        }
        assert!(serde_json::from_str::<Confidence>("1001").is_err());
    }
}
