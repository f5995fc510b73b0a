//! Examples of what turns mean.

use super::conversation::language;
use super::{Sample, code, id};
use crate::TurnId;
use crate::conversation::ConversationEvent;
use crate::conversation::event::{FactsFound, IntentCorrected, IntentProposed, TurnUnderstood};
use crate::conversation::understanding::{
    Confidence, FactModels, FoundEntity, FoundPersonal, Polarity, RecognisedIntent, RecognisedLanguage, Sentiment,
    ShadowIntents, UnderstandingModels, UrgencyHeard,
};

const TURN: TurnId = TurnId(id(10));

impl Sample<'_> {
    pub(super) fn understanding(&self) -> Vec<ConversationEvent> {
        let [understood, hardly] = self.understood();
        let corrected =
            IntentCorrected { turn: TURN, before: vec![code("refund.status")], after: vec![code("refund.late")] };
        let none_known = IntentCorrected { before: Vec::new(), after: Vec::new(), ..corrected };
        let models = FactModels { entities: code("entities/1"), personal: code("personal/1") };
        let found = FactsFound { turn: TURN, entities: vec![self.entity()], personal: personal(), models };
        let hardly_found = FactsFound { entities: Vec::new(), personal: Vec::new(), ..found.clone() };
        let [proposed, unknown] = proposed();
        vec![
            understood.into(),
            hardly.into(),
            found.into(),
            hardly_found.into(),
            corrected.into(),
            none_known.into(),
            proposed.into(),
            unknown.into(),
        ]
    }

    fn entity(&self) -> FoundEntity {
        FoundEntity { kind: code("order_number"), start: 3, end: 11, value: self.personal() }
    }

    fn understood(&self) -> [TurnUnderstood; 2] {
        let sure = RecognisedIntent { intent: code("refund.status"), confidence: Confidence::of(0.87) };
        let likely = RecognisedIntent { intent: code("refund.late"), confidence: Confidence::of(0.09) };
        let understood = TurnUnderstood {
            turn: TURN,
            language: Some(RecognisedLanguage { language: language("zh-Hant"), confidence: Confidence::of(0.99) }),
            also: vec![language("en")],
            intents: vec![sure.clone()],
            ranking: vec![sure, likely.clone()],
            sentiment: Sentiment { polarity: Polarity::Negative, score: -640, confidence: Confidence::of(0.8) },
            urgency: UrgencyHeard::High,
            emotions: vec![code("anger")],
            entities: vec![self.entity()],
            personal: personal(),
            models: UnderstandingModels {
                language: code("language/1"),
                intent: Some(code("intent/7")),
                sentiment: code("sentiment/1"),
                entities: code("entities/1"),
                personal: code("personal/1"),
            },
            shadow: Some(ShadowIntents { model: code("intent/8"), intents: vec![likely] }),
        };
        let hardly = TurnUnderstood {
            language: None,
            also: Vec::new(),
            intents: Vec::new(),
            ranking: Vec::new(),
            sentiment: Sentiment { polarity: Polarity::Neutral, score: 0, confidence: Confidence::of(0.4) },
            urgency: UrgencyHeard::None,
            emotions: Vec::new(),
            entities: Vec::new(),
            personal: Vec::new(),
            models: UnderstandingModels { intent: None, ..understood.models.clone() },
            shadow: None,
            ..understood
        };
        [understood, hardly]
    }
}

fn proposed() -> [IntentProposed; 2] {
    let proposed = IntentProposed {
        turn: TURN,
        index: 4,
        intents: vec![code("refund.late")],
        model: code("small-chat-1"),
        tokens: 412,
    };
    [proposed.clone(), IntentProposed { intents: Vec::new(), ..proposed }]
}

fn personal() -> Vec<FoundPersonal> {
    vec![FoundPersonal { class: code("phone"), start: 15, end: 26, confidence: Confidence::of(0.95) }]
}
