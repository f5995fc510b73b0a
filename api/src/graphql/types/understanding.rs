//! What turns mean, as models understood them. For those who serve.

use async_graphql::{Context, Description, Enum, Error, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::conversation::event::{ENTITIES_TAG, FACTS_TAG, IntentProposed, TurnUnderstood};
use domain::conversation::understanding as meant;
use projections::views::hourly_understanding::{self as view, Topic};
use projections::views::transcript::TurnRow;
use uuid::Uuid;

use super::{Bound, PersonalState, PersonalText, open};
use crate::graphql::scalars::{Code, Language};

/// Which way a mood leans.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "meant::Polarity")]
pub enum Polarity {
    /// Displeased.
    Negative,
    /// Neither.
    Neutral,
    /// Pleased.
    Positive,
}

/// How pressing the words of a turn are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "meant::UrgencyHeard")]
pub enum UrgencyHeard {
    /// Not.
    None,
    /// More than usual.
    Raised,
    /// Very.
    High,
}

/// What a customer's turn means, as models understood it when it was said.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct TurnUnderstanding {
    understood: TurnUnderstood,
    event: Uuid,
    corrected: Option<Vec<domain::Code>>,
    proposed: Option<IntentProposed>,
}

/// A language that was recognised.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct RecognisedLanguage {
    /// Which.
    language: Language,
    /// How surely, from 0 to 1.
    confidence: f64,
}

/// An intent that was recognised.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct RecognisedIntent {
    /// Which.
    intent: Code,
    /// How surely, from 0 to 1.
    confidence: f64,
}

/// Mood.
#[derive(Clone, Copy, PartialEq, Debug, SimpleObject)]
pub struct Sentiment {
    /// Which way it leans.
    polarity: Polarity,
    /// How far, from -1, the worst, to 1.
    score: f64,
    /// How surely, from 0 to 1.
    confidence: f64,
}

/// A fact in a turn.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct FoundEntity {
    found: meant::FoundEntity,
    event: Uuid,
    tag: &'static str,
}

/// Personal data in a turn: its class and place, never what it says.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct FoundPersonalData {
    /// Which class, such as `phone`.
    class: Code,
    /// Where it begins in the turn's text, in Unicode characters from 0.
    start: u32,
    /// Where it ends, not included.
    end: u32,
    /// How surely, from 0 to 1.
    confidence: f64,
}

/// Which models understood a turn, each with its version.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct UnderstandingModels {
    /// That of languages.
    language: Code,
    /// That of intents, if there was one.
    intent: Option<Code>,
    /// That of mood.
    sentiment: Code,
    /// That of entities.
    entities: Code,
    /// That of personal data.
    personal_data: Code,
}

/// What a provider said a turn wants that the model could not place.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct IntentProposal {
    /// What it wants; nothing when that is none of the intents that are known.
    intents: Vec<Code>,
    /// The provider's model, as it calls itself.
    model: Code,
    /// What the answer cost, in tokens.
    tokens: u64,
}

/// The intents of a model that runs beside the one that answers.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct ShadowIntents {
    /// Which model.
    model: Code,
    /// What is wanted according to it, the surest first.
    intents: Vec<RecognisedIntent>,
}

impl TurnUnderstanding {
    /// What is known of a turn; nothing when it was not understood or is not shown any more.
    pub(super) fn of(row: &TurnRow) -> Option<Self> {
        let understood = row.understood.as_ref()?.0.clone();
        let corrected = row.corrected.as_ref().map(|corrected| corrected.0.clone());
        let proposed = row.proposed.as_ref().map(|proposed| proposed.0.clone());
        Some(Self { understood, event: row.understood_event?, corrected, proposed })
    }

    /// What a text means that nobody recorded; its facts are clear.
    pub(crate) fn unrecorded(understood: TurnUnderstood) -> Self {
        Self { understood, event: Uuid::nil(), corrected: None, proposed: None }
    }
}

impl FoundEntity {
    /// The facts in a turn of one who serves.
    pub(super) fn of(row: &TurnRow) -> Vec<Self> {
        let (Some(facts), Some(event)) = (&row.facts, row.understood_event) else { return Vec::new() };
        facts.0.iter().map(|found| Self { found: found.clone(), event, tag: FACTS_TAG }).collect()
    }
}

impl FoundPersonalData {
    /// The personal data in a turn.
    pub(super) fn of(row: &TurnRow) -> Vec<Self> {
        let shown = |found: &meant::FoundPersonal| Self {
            class: Code(found.class.clone()),
            start: found.start,
            end: found.end,
            confidence: found.confidence.share(),
        };
        row.personal.0.iter().map(shown).collect()
    }
}

fn intents(recognised: &[meant::RecognisedIntent]) -> Vec<RecognisedIntent> {
    let shown = |one: &meant::RecognisedIntent| RecognisedIntent {
        intent: Code(one.intent.clone()),
        confidence: one.confidence.share(),
    };
    recognised.iter().map(shown).collect()
}

#[Object(use_type_description)]
impl TurnUnderstanding {
    /// The language it is in; nothing when it is none that is known.
    async fn language(&self) -> Option<RecognisedLanguage> {
        let meant::RecognisedLanguage { language, confidence } = self.understood.language.clone()?;
        Some(RecognisedLanguage { language: Language(language), confidence: confidence.share() })
    }

    /// Other languages that parts of it are in.
    async fn other_languages(&self) -> Vec<Language> {
        self.understood.also.iter().cloned().map(Language).collect()
    }

    /// What is wanted, the surest first; nothing when it is nothing that is known.
    async fn intents(&self) -> Vec<RecognisedIntent> {
        intents(&self.understood.intents)
    }

    /// The likeliest intents whether or not they are sure enough, the likeliest first.
    async fn ranking(&self) -> Vec<RecognisedIntent> {
        intents(&self.understood.ranking)
    }

    /// What it wanted according to the last correction; nothing when nobody corrected it.
    async fn corrected_intents(&self) -> Option<Vec<Code>> {
        Some(self.corrected.as_ref()?.iter().cloned().map(Code).collect())
    }

    /// What a provider said of it, whom the customer lets read what they say; nothing when none was asked.
    async fn proposal(&self) -> Option<IntentProposal> {
        let IntentProposed { intents, model, tokens, .. } = self.proposed.clone()?;
        Some(IntentProposal { intents: intents.into_iter().map(Code).collect(), model: Code(model), tokens })
    }

    /// The mood.
    async fn sentiment(&self) -> Sentiment {
        let meant::Sentiment { polarity, score, confidence } = self.understood.sentiment;
        Sentiment { polarity: polarity.into(), score: f64::from(score) / 1000.0, confidence: confidence.share() }
    }

    /// How pressing the words are.
    async fn urgency(&self) -> UrgencyHeard {
        self.understood.urgency.into()
    }

    /// The emotions that words name or show.
    async fn emotions(&self) -> Vec<Code> {
        self.understood.emotions.iter().cloned().map(Code).collect()
    }

    /// The facts in it.
    async fn entities(&self) -> Vec<FoundEntity> {
        let entity =
            |found: &meant::FoundEntity| FoundEntity { found: found.clone(), event: self.event, tag: ENTITIES_TAG };
        self.understood.entities.iter().map(entity).collect()
    }

    /// What understood it.
    async fn models(&self) -> UnderstandingModels {
        let meant::UnderstandingModels { language, intent, sentiment, entities, personal } =
            self.understood.models.clone();
        UnderstandingModels {
            language: Code(language),
            intent: intent.map(Code),
            sentiment: Code(sentiment),
            entities: Code(entities),
            personal_data: Code(personal),
        }
    }

    /// What a model made of it that ran beside the one that answers.
    async fn shadow(&self) -> Option<ShadowIntents> {
        let shadow = self.understood.shadow.as_ref()?;
        Some(ShadowIntents { model: Code(shadow.model.clone()), intents: intents(&shadow.intents) })
    }
}

#[Object(use_type_description)]
impl FoundEntity {
    /// What kind, such as `amount` or a tenant's own.
    async fn kind(&self) -> Code {
        Code(self.found.kind.clone())
    }

    /// Where it begins in the turn's text, in Unicode characters from 0.
    async fn start(&self) -> u32 {
        self.found.start
    }

    /// Where it ends, not included.
    async fn end(&self) -> u32 {
        self.found.end
    }

    /// What it says, in its normal form; times are of the wall clock of the tenant's time zone.
    async fn value(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        if let Some(text) = self.found.value.as_clear() {
            return Ok(Some(PersonalText { text: Some(text.clone()), state: PersonalState::Readable }));
        }
        let Some(sealed) = self.found.value.as_sealed() else { return Ok(None) };
        let bound = Bound { event_id: self.event, tag: self.tag, sealed };
        open(context, bound, "conversation.understanding").await.map(Some)
    }
}

/// What turns meant in an hour, in a day, or altogether. A turn is counted in the hour in which it was said, a correction in
/// the hour in which it was made; hours are UTC.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct UnderstandingActivity(pub view::Meanings);

/// How often turns meant something.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct MeaningCount {
    /// What; nothing when it was nothing that is known.
    name: Option<String>,
    /// Turns that were understood so.
    turns: u64,
    /// Of an intent: turns that nothing was understood of and a provider said want it.
    proposed: u64,
    /// Of an intent: corrections that add it to what stood before.
    corrected_to: u64,
    /// Of an intent: corrections that take it away from what stood before.
    corrected_from: u64,
    /// Of an intent: times that someone said it stands there rightly.
    confirmed: u64,
}

impl UnderstandingActivity {
    fn of(&self, topic: Topic) -> Vec<MeaningCount> {
        let count = |meaning: &view::Meaning| MeaningCount {
            name: (!meaning.name.is_empty()).then(|| meaning.name.clone()),
            turns: meaning.turns,
            proposed: meaning.proposed,
            corrected_to: meaning.corrected_to,
            corrected_from: meaning.corrected_from,
            confirmed: meaning.confirmed,
        };
        self.0.meanings.iter().filter(|meaning| meaning.topic == topic).map(count).collect()
    }
}

#[Object(use_type_description)]
impl UnderstandingActivity {
    /// The beginning of the hour or day; nothing for everything together.
    async fn from(&self) -> Option<DateTime<Utc>> {
        self.0.from
    }

    /// Turns by language.
    async fn languages(&self) -> Vec<MeaningCount> {
        self.of(Topic::Language)
    }

    /// Turns by what they want; a turn that wants several things is counted for each.
    async fn intents(&self) -> Vec<MeaningCount> {
        self.of(Topic::Intent)
    }

    /// Turns by mood: `negative`, `neutral`, `positive`.
    async fn sentiments(&self) -> Vec<MeaningCount> {
        self.of(Topic::Sentiment)
    }

    /// Turns by how pressing they are: `none`, `raised`, `high`.
    async fn urgencies(&self) -> Vec<MeaningCount> {
        self.of(Topic::Urgency)
    }

    /// Turns by the emotions they show.
    async fn emotions(&self) -> Vec<MeaningCount> {
        self.of(Topic::Emotion)
    }

    /// Turns by the kinds of facts they hold.
    async fn entities(&self) -> Vec<MeaningCount> {
        self.of(Topic::Entity)
    }

    /// Turns by the classes of personal data they hold, whoever said them.
    async fn personal_data(&self) -> Vec<MeaningCount> {
        self.of(Topic::PersonalData)
    }
}
