//! A Conversation as it stood: the folds of the views, over one stream, without any table.
//!
//! What was taken from view later is not shown, however early the moment.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::conversation::ConversationEvent;
use domain::{ConversationId, Event, StreamId, TurnId};
use event_store::{EventStore, RecordedEvent, StreamName, Tenant};

use crate::batch::Item;
use crate::views::conversation_list::ConversationRow;
use crate::views::transcript::TurnRow;
use crate::{Error, Poison, Seen};

/// How many events are read at once.
const CHUNK: usize = 500;
/// The event that takes what was said from view.
const TURN_REDACTED: &str = "conversation.turn_redacted";

/// Up to when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsOf {
    /// Up to and with the event at this position of the log.
    Position(u64),
    /// Up to the first event of the Conversation that happened later.
    Time(DateTime<Utc>),
}

/// A Conversation as it stood.
#[derive(Clone, PartialEq, Debug)]
pub struct ConversationAsOf {
    /// Its row of the list.
    pub conversation: ConversationRow,
    /// Its turns in order.
    pub turns: Vec<TurnRow>,
}

/// Why a Conversation cannot be told as it stood.
#[derive(thiserror::Error, Debug)]
pub enum AsOfError {
    /// An event of it cannot be taken.
    #[error("the event at position {position} cannot be taken")]
    Poisoned {
        /// Where the event stands.
        position: u64,
        /// Why.
        #[source]
        poison: Poison,
    },
    /// The log could not be read.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl AsOf {
    fn takes(self, event: &RecordedEvent) -> bool {
        match self {
            Self::Position(position) => event.position <= position,
            Self::Time(time) => event.occurred_at <= time,
        }
    }
}

/// The Conversation as it stood then; nothing when it had not begun.
///
/// # Errors
/// [`AsOfError`].
pub async fn conversation_as_of(
    store: &dyn EventStore,
    tenant: &Tenant,
    id: ConversationId,
    as_of: AsOf,
) -> Result<Option<ConversationAsOf>, AsOfError> {
    let stream = StreamName::new(&StreamId::Conversation(id).to_string());
    let mut story = Story::default();
    loop {
        let events = store.read_stream(tenant, &stream, story.revision, CHUNK).await.map_err(Error::from)?;
        // Short pages too may have more behind them.
        if events.is_empty() {
            return Ok(story.end());
        }
        for event in events {
            story.told |= !as_of.takes(&event);
            if story.told {
                story.withhold(event)?;
            } else {
                story.take(event)?;
            }
        }
    }
}

#[derive(Default)]
struct Story {
    revision: u64,
    /// Whether the moment has passed: what follows changes nothing but what may be shown.
    told: bool,
    conversation: Option<ConversationRow>,
    turns: BTreeMap<TurnId, TurnRow>,
}

impl Story {
    fn take(&mut self, event: RecordedEvent) -> Result<(), AsOfError> {
        let (position, item) = (event.position, Item::decode(event));
        let taken = item.seen().map_err(Clone::clone).and_then(|seen| self.fold(&seen));
        self.revision = item.recorded.revision + 1;
        taken.map_err(|poison| AsOfError::Poisoned { position, poison })
    }

    fn withhold(&mut self, event: RecordedEvent) -> Result<(), AsOfError> {
        self.revision = event.revision + 1;
        if &*event.event_type != TURN_REDACTED {
            return Ok(());
        }
        let (position, item) = (event.position, Item::decode(event));
        let seen = item.seen().map_err(|poison| AsOfError::Poisoned { position, poison: poison.clone() })?;
        if let Event::Conversation(ConversationEvent::TurnRedacted(redacted)) = seen.event
            && let Some(turn) = self.turns.get_mut(&redacted.turn)
        {
            turn.withhold(redacted);
        }
        Ok(())
    }

    fn fold(&mut self, seen: &Seen<'_>) -> Result<(), Poison> {
        let event = match seen.event {
            Event::Conversation(event) => event,
            Event::Customer(_) | Event::Agent(_) | Event::Queue(_) | Event::Ledger(_) | Event::Article(_) => {
                return Err(Poison::Misplaced);
            }
        };
        if let ConversationEvent::Opened(opened) = event {
            self.conversation = Some(ConversationRow::open(seen, opened)?);
            return Ok(());
        }
        self.conversation.as_mut().ok_or(Poison::NeverBegan("conversation"))?.evolve(seen, event)?;
        self.fold_turn(seen, event)
    }

    fn fold_turn(&mut self, seen: &Seen<'_>, event: &ConversationEvent) -> Result<(), Poison> {
        if let ConversationEvent::TurnRecorded(turn) = event {
            self.turns.insert(turn.turn, TurnRow::record(seen, turn)?);
        } else if let ConversationEvent::TurnRedacted(redacted) = event {
            self.turns.get_mut(&redacted.turn).ok_or(Poison::NoSuchTurn)?.redact(seen, redacted);
        }
        Ok(())
    }

    fn end(self) -> Option<ConversationAsOf> {
        let mut turns: Vec<_> = self.turns.into_values().collect();
        turns.sort_by_key(|turn| turn.turn_index);
        self.conversation.map(|conversation| ConversationAsOf { conversation, turns })
    }
}
