//! What events say of the help that models, suggestions and knowledge bases give.

use domain::conversation::event as talk;

use super::{Place, Tell};
use crate::graphql::types::event_details::EventDetails;

impl Tell for talk::TurnUnderstood {
    fn tell(&self, place: Place) -> EventDetails {
        let intents = self.intents.iter().map(|recognised| recognised.intent.clone()).collect();
        EventDetails { turn: place.turn(self.turn), intents, ..EventDetails::default() }
    }
}

impl Tell for talk::FactsFound {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails { turn: place.turn(self.turn), ..EventDetails::default() }
    }
}

impl Tell for talk::IntentCorrected {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails { turn: place.turn(self.turn), intents: self.after.clone(), ..EventDetails::default() }
    }
}

impl Tell for talk::IntentProposed {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails { turn: place.turn(self.turn), intents: self.intents.clone(), ..EventDetails::default() }
    }
}

impl Tell for talk::SuggestionsRequested {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            request: Some(self.request.0),
            agent: Some(self.agent),
            text: place.text(talk::SUGGESTIONS_TEXT_TAG, Some(&self.text)),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::SuggestionsOffered {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            request: Some(self.request.0),
            source: Some(self.source.clone()),
            options: self.options.clone(),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::SuggestionPicked {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            request: Some(self.request.0),
            agent: Some(self.agent),
            option: Some(self.option.clone()),
            rank: self.rank,
            turn: self.turn.and_then(|turn| place.turn(turn)),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::KnowledgeQueried {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            request: Some(self.query.0),
            source: Some(self.source.clone()),
            text: place.text(talk::QUERY_CONSTRAINTS_TAG, Some(&self.constraints)),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::KnowledgeReturned {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            request: Some(self.query.0),
            source: Some(self.source.clone()),
            total: self.total,
            text: place.text(talk::RETURNED_ITEM_TAG, self.item.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::KnowledgeSelected {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            slot: Some(self.slot.clone()),
            text: place.text(talk::SELECTED_ITEM_TAG, self.item.as_ref()),
            ..EventDetails::default()
        }
    }
}
