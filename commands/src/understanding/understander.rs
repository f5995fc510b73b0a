//! Understanding a turn, with the models of a tenant.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::conversation::event::{FactsFound, TurnUnderstood};
use domain::conversation::understanding as meant;
use domain::model::Model;
use domain::{Code, Language, TurnId};
use event_store::Tenant;
use intelligence::entities::{Entity, EntityKind};
use intelligence::intent::{IntentModel, Intents, Ranked, starter};
use intelligence::language::{Detection, Detector, Prior};
use intelligence::outgoing::{Consent, Outgoing, Withheld};
use intelligence::personal::{Found, PersonalGuard, redact};
use intelligence::sentiment::{Mood, MoodReader, Polarity, Urgency};
use serde::Serialize;
use vault::Personal;

use super::instruments::{FactFinder, Instruments, code};
use super::library::Library;
use crate::error::chain;

/// How many of the likeliest intents are recorded.
const RANKING: usize = 3;
/// How much of a turn is understood, in bytes: a page of text. What stands behind it is recorded and not read.
const MOST_BYTES: usize = 8 << 10;
/// How many facts, and how many places of personal data, are recorded of a turn.
const MOST_FOUND: usize = 64;

/// What a turn is understood by.
#[derive(Clone, Copy)]
pub struct Heard<'a> {
    /// Which turn.
    pub turn: TurnId,
    /// What was said.
    pub text: &'a str,
    /// When.
    pub now: DateTime<Utc>,
    /// The language the Conversation was opened in, as far as was known.
    pub declared: Option<&'a Language>,
    /// The languages of earlier turns, and how surely altogether, in thousandths.
    pub languages: &'a BTreeMap<Language, u32>,
}

impl std::fmt::Debug for Heard<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What was said is nobody's business here.
        f.debug_struct("Heard").field("turn", &self.turn).finish_non_exhaustive()
    }
}

/// Understands what is said to a tenant. The same text under the same models means the same.
#[derive(Clone, Debug)]
pub struct Understander {
    pub(super) instruments: Arc<Instruments>,
    facts: Arc<FactFinder>,
    pub(super) answering: Option<Named>,
    shadow: Option<Named>,
    is_whole: bool,
}

/// A model and the name it is recorded under.
#[derive(Clone)]
pub(super) struct Named {
    name: Code,
    pub(super) model: Arc<IntentModel>,
    is_starter: bool,
}

impl Understander {
    /// With the versions of a tenant's model that answer and run beside. A version whose file is missing or damaged is said
    /// so in the process's log, and is not there.
    #[must_use]
    pub fn new(instruments: Arc<Instruments>, library: &Library, tenant: &Tenant, model: &Model) -> Self {
        let answering = Named::of(library, model, model.answering);
        let shadow = model.shadow.and_then(|version| Named::of(library, model, version));
        let is_whole = answering.is_some() && shadow.is_some() == model.shadow.is_some();
        Self { facts: instruments.facts(tenant), answering, shadow, is_whole, instruments }
    }

    /// Whether every version that should answer or run beside is there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// What a customer's turn means.
    #[must_use]
    pub fn understand(&self, heard: Heard<'_>) -> TurnUnderstood {
        let heard = Heard { text: beginning(heard.text), ..heard };
        let places = Places::of(heard.text);
        let detection = self.instruments.detector.detect(heard.text, &prior(heard));
        let language = detection.language;
        let mood = self.instruments.mood.read(heard.text, language);
        let entities = self.facts.extractor.extract(heard.text, language, heard.now);
        let personal = self.instruments.guard.find(heard.text, language);
        let wish = without(heard.text, &personal);
        let answering = self.answering.as_ref().filter(|named| named.knows(language));
        let meaning = answering.map(|named| named.model.meaning(&wish));
        TurnUnderstood {
            turn: heard.turn,
            language: recognised_language(&detection),
            also: others(&detection),
            intents: meaning.as_ref().map(|meaning| wanted(&meaning.wanted)).unwrap_or_default(),
            ranking: meaning.as_ref().map(|meaning| ranking(&meaning.intents)).unwrap_or_default(),
            sentiment: sentiment(&mood),
            urgency: urgency(mood.urgency),
            emotions: emotions(&mood),
            entities: entities.iter().take(MOST_FOUND).map(|entity| found_entity(&places, entity)).collect(),
            personal: personal.iter().take(MOST_FOUND).map(|found| found_personal(&places, found)).collect(),
            models: self.models(),
            shadow: self.shadow.as_ref().map(|named| named.shadow(&wish, language)),
        }
    }

    /// The facts and the personal data in a turn of one who serves; nothing when there are none.
    #[must_use]
    pub fn find_facts(&self, turn: TurnId, text: &str, now: DateTime<Utc>) -> Option<FactsFound> {
        let text = beginning(text);
        let places = Places::of(text);
        let entities = self.facts.extractor.extract(text, None, now);
        let personal = self.instruments.guard.find(text, None);
        if entities.is_empty() && personal.is_empty() {
            return None;
        }
        let models = meant::FactModels { entities: self.facts.name.clone(), personal: code(PersonalGuard::VERSION) };
        Some(FactsFound {
            turn,
            entities: entities.iter().take(MOST_FOUND).map(|entity| found_entity(&places, entity)).collect(),
            personal: personal.iter().take(MOST_FOUND).map(|found| found_personal(&places, found)).collect(),
            models,
        })
    }

    /// The likeliest intents of a text, whether or not they are sure enough, the likeliest first; none when there is no model that
    /// answers.
    #[must_use]
    pub fn likeliest(&self, text: &str, most: usize) -> Vec<Code> {
        let text = beginning(text);
        let wish = without(text, &self.instruments.guard.find(text, None));
        let ranked =
            |named: &Named| named.model.predict(&wish).ranked.iter().take(most).map(|one| code(one.label)).collect();
        self.answering.as_ref().map(ranked).unwrap_or_default()
    }

    /// What of a text may leave this machine, if anything may: as much of it as is understood, without the personal data and the
    /// tenant's own numbers that are found in it.
    ///
    /// # Errors
    /// [`Withheld`].
    pub fn outgoing(&self, text: &str, consent: Consent) -> Result<Outgoing, Withheld> {
        // More is looked at than may leave, so that nothing is cut in two before it is found.
        let text = &text[..text.floor_char_boundary(2 * MOST_BYTES)];
        let facts = self.facts.extractor.extract(text, None, DateTime::UNIX_EPOCH);
        let numbers = facts.iter().filter(|fact| matches!(fact.kind, EntityKind::Pattern(_)));
        let text = without_spans(text, numbers.map(|fact| &fact.span));
        Ok(Outgoing::new(&text, None, &self.instruments.guard, consent)?.shortened(MOST_BYTES))
    }

    /// The text without the personal data in it.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        redact(text, &self.instruments.guard.find(text, None))
    }

    fn models(&self) -> meant::UnderstandingModels {
        meant::UnderstandingModels {
            language: code(Detector::VERSION),
            intent: self.answering.as_ref().map(|named| named.name.clone()),
            sentiment: code(MoodReader::VERSION),
            entities: self.facts.name.clone(),
            personal: code(PersonalGuard::VERSION),
        }
    }
}

impl std::fmt::Debug for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Named").field(&self.name).finish()
    }
}

impl Named {
    fn of(library: &Library, model: &Model, version: u32) -> Option<Self> {
        let name = code(&format!("intent/{version}"));
        let Some(digest) = model.digest(version) else {
            let name = code(&format!("intent/{version}-{}", starter::VERSION));
            return Some(Self { name, model: library.starter(), is_starter: true });
        };
        match library.get(digest) {
            Ok(model) => Some(Self { name, model, is_starter: false }),
            Err(error) => {
                tracing::error!(
                    error = chain(&error),
                    version,
                    "a model that should answer or run beside cannot be used"
                );
                None
            }
        }
    }

    /// Whether the model has learned from the language, as far as that is known: what ships with the program says so, and of what
    /// a tenant has trained the tenant knows. A text of no language that is recognised may be in one that it knows.
    fn knows(&self, language: Option<intelligence::Language>) -> bool {
        let is_known = |language: intelligence::Language| {
            starter::LANGUAGES.iter().any(|known| *known == language || known.is_chinese() && language.is_chinese())
        };
        !self.is_starter || language.is_none_or(is_known)
    }

    fn shadow(&self, text: &str, language: Option<intelligence::Language>) -> meant::ShadowIntents {
        let intents = if self.knows(language) { wanted(&self.model.intents(text)) } else { Vec::new() };
        meant::ShadowIntents { model: self.name.clone(), intents }
    }
}

/// The part of a text that is understood.
pub(super) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_BYTES)]
}

/// The text without the personal data in it: what someone is called says nothing of what they want.
pub(super) fn without<'a>(text: &'a str, personal: &[Found]) -> Cow<'a, str> {
    if personal.is_empty() {
        Cow::Borrowed(text)
    } else {
        without_spans(text, personal.iter().map(|found| &found.span)).into()
    }
}

/// The text with a space in the place of each span; they come in order.
fn without_spans<'s>(text: &str, spans: impl Iterator<Item = &'s Range<usize>>) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        rest.push_str(text.get(from..span.start).unwrap_or_default());
        rest.push(' ');
        from = span.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// From byte offsets to numbers of Unicode characters.
struct Places<'a> {
    text: &'a str,
    is_ascii: bool,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, is_ascii: text.is_ascii() }
    }

    fn characters(&self, span: &Range<usize>) -> (u32, u32) {
        let place = |byte: usize| {
            let characters = if self.is_ascii { byte } else { self.text[..byte].chars().count() };
            u32::try_from(characters).unwrap_or(u32::MAX)
        };
        (place(span.start), place(span.end))
    }
}

fn domain_language(language: intelligence::Language) -> Language {
    language.tag().parse().expect("the tags of languages that are understood are tags")
}

/// What was said before weighs as much as it was sure; what was declared as one sure turn.
fn prior(heard: Heard<'_>) -> Prior {
    let known = |language: &Language| language.as_str().parse().ok();
    let declared = heard.declared.and_then(known).map_or_else(Prior::default, Prior::declared);
    heard
        .languages
        .iter()
        .filter_map(|(language, weight)| Some((known(language)?, *weight)))
        .fold(declared, |prior, (language, thousandths)| prior.with(language, f32_of(thousandths)))
}

#[expect(clippy::cast_precision_loss, reason = "a weight of many turns need not be exact")]
fn f32_of(thousandths: u32) -> f32 {
    thousandths as f32 / 1000.0
}

fn recognised_language(detection: &Detection) -> Option<meant::RecognisedLanguage> {
    let language = domain_language(detection.language?);
    Some(meant::RecognisedLanguage { language, confidence: meant::Confidence::of(detection.confidence) })
}

fn others(detection: &Detection) -> Vec<Language> {
    let mut others: Vec<_> = detection.spans.iter().map(|span| span.language).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().filter(|language| Some(*language) != detection.language).map(domain_language).collect()
}

fn recognised(ranked: &Ranked<'_>) -> meant::RecognisedIntent {
    meant::RecognisedIntent { intent: code(ranked.label), confidence: meant::Confidence::of(ranked.confidence) }
}

fn wanted(intents: &[Ranked<'_>]) -> Vec<meant::RecognisedIntent> {
    intents.iter().map(recognised).collect()
}

fn ranking(intents: &Intents<'_>) -> Vec<meant::RecognisedIntent> {
    intents.ranked.iter().take(RANKING).map(recognised).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a score lies between -1 and 1")]
fn sentiment(mood: &Mood) -> meant::Sentiment {
    let polarity = match mood.polarity {
        Polarity::Negative => meant::Polarity::Negative,
        Polarity::Neutral => meant::Polarity::Neutral,
        Polarity::Positive => meant::Polarity::Positive,
    };
    let score = (mood.score.clamp(-1.0, 1.0) * 1000.0).round() as i16;
    meant::Sentiment { polarity, score, confidence: meant::Confidence::of(mood.confidence) }
}

fn urgency(urgency: Urgency) -> meant::UrgencyHeard {
    match urgency {
        Urgency::None => meant::UrgencyHeard::None,
        Urgency::Raised => meant::UrgencyHeard::Raised,
        Urgency::High => meant::UrgencyHeard::High,
    }
}

fn emotions(mood: &Mood) -> Vec<Code> {
    let mut emotions: Vec<Code> = mood.emotions.iter().map(|felt| code(felt.emotion.name())).collect();
    emotions.sort_unstable();
    emotions.dedup();
    emotions
}

fn found_entity(places: &Places<'_>, entity: &Entity) -> meant::FoundEntity {
    let (start, end) = places.characters(&entity.span);
    let kind = match &entity.kind {
        EntityKind::Pattern(name) | EntityKind::Listed(name) => name,
        EntityKind::Amount => "amount",
        EntityKind::Time => "time",
        EntityKind::Quantity => "quantity",
    };
    let value = serde_json::to_string(&entity.value).expect("normal forms are texts and times");
    meant::FoundEntity { kind: code(kind), start, end, value: Personal::clear(value) }
}

/// The name of a variant without fields, as it is written.
fn name_of(variant: &impl Serialize) -> Code {
    let written = serde_json::to_value(variant).ok();
    code(written.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default())
}

fn found_personal(places: &Places<'_>, found: &Found) -> meant::FoundPersonal {
    let (start, end) = places.characters(&found.span);
    meant::FoundPersonal {
        class: name_of(&found.class),
        start,
        end,
        confidence: meant::Confidence::of(found.confidence),
    }
}
