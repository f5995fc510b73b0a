//! What events say of the course of a Conversation, and of the marks on it.

use domain::conversation::event as talk;
use projections::views::conversation_list::{FieldEntry, RatingEntry};

use super::{Place, Tell};
use crate::graphql::node_id::NodeId;
use crate::graphql::types::event_details::EventDetails;
use crate::graphql::types::{Field, Rating};

impl Tell for talk::Opened {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            answering: Some((&self.answering).into()),
            priority: Some(self.priority.get()),
            text: place.text(talk::SUBJECT_TAG, self.subject.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::TurnRecorded {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails { turn: place.turn(self.turn), ..EventDetails::default() }
    }
}

impl Tell for talk::TurnRedacted {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails { turn: place.turn(self.turn), reason: Some(self.reason.clone()), ..EventDetails::default() }
    }
}

impl Tell for talk::Prioritised {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { priority: Some(self.to.get()), ..EventDetails::default() }
    }
}

impl Tell for talk::TagAdded {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { tag: Some(self.tag.clone()), ..EventDetails::default() }
    }
}

impl Tell for talk::TagRemoved {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { tag: Some(self.tag.clone()), ..EventDetails::default() }
    }
}

impl Tell for talk::Snoozed {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { wake: Some(self.wake), ..EventDetails::default() }
    }
}

impl Tell for talk::Woken {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { cause: Some(self.cause.into()), ..EventDetails::default() }
    }
}

impl Tell for talk::Resolved {
    fn tell(&self, place: Place) -> EventDetails {
        EventDetails {
            reason: Some(self.code.clone()),
            text: place.text(talk::RESOLUTION_NOTE_TAG, self.note.as_ref()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::Reopened {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails {
            cause: Some(self.cause.into()),
            answering: Some((&self.answering).into()),
            ..EventDetails::default()
        }
    }
}

impl Tell for talk::Closed {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { reason: Some(self.reason.clone()), ..EventDetails::default() }
    }
}

impl Tell for talk::Merged {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { conversation: Some(NodeId::Conversation(self.into).into()), ..EventDetails::default() }
    }
}

impl Tell for talk::MergeReceived {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { conversation: Some(NodeId::Conversation(self.source).into()), ..EventDetails::default() }
    }
}

impl Tell for talk::Unmerged {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { conversation: Some(NodeId::Conversation(self.target).into()), ..EventDetails::default() }
    }
}

impl Tell for talk::MergeUndone {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { conversation: Some(NodeId::Conversation(self.source).into()), ..EventDetails::default() }
    }
}

impl Tell for talk::CustomerLeft {
    fn tell(&self, _: Place) -> EventDetails {
        EventDetails { reason: Some(self.stage.clone()), ..EventDetails::default() }
    }
}

impl Tell for talk::FieldSet {
    fn tell(&self, place: Place) -> EventDetails {
        let entry = self.value.clone().map(|value| FieldEntry { event: place.event, value });
        let value = entry.map(|entry| Field { name: self.field.clone(), entry });
        EventDetails { field: Some(self.field.clone()), value, ..EventDetails::default() }
    }
}

impl Tell for talk::Rated {
    fn tell(&self, place: Place) -> EventDetails {
        let rating = RatingEntry {
            by: self.by,
            scale: self.scale.clone(),
            score: self.score,
            comment: self.comment.as_ref().and_then(|comment| comment.as_sealed().cloned()),
            event: place.event,
        };
        EventDetails { rating: Some(Rating(rating)), ..EventDetails::default() }
    }
}
