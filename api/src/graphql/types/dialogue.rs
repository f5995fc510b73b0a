//! The state of the dialogue: what a Conversation is about, and which values stand, folded from what its turns say.

use async_graphql::{Context, Description, Enum, Error, Object, SimpleObject};
use domain::conversation::Visibility;
use domain::conversation::event::{ENTITIES_TAG, FACTS_TAG};
use intelligence::dialogue::{Act, DialogueState, Speaker, Status, TurnFacts};
use projections::PageRequest;
use projections::views::transcript::{self, AuthorKind, TurnRow};

use super::{Bound, ConversationDetails, PersonalState, PersonalText, open_many};
use crate::graphql::paging::read_fault;
use crate::graphql::scalars::Code;
use crate::graphql::services::Services;

/// How many turns the state follows from.
const TURNS: u32 = 100;
/// What customers who agree are understood to want, in the starter model and in others that keep its names.
const CONFIRM: &str = "confirm";
/// What customers who do not agree are understood to want.
const DENY: &str = "deny";

/// What a Conversation is about, and which values stand. Nothing of it is recorded: it follows from what was understood.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Dialogue {
    state: DialogueState,
}

/// How sure a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "Status")]
pub enum SlotStatus {
    /// It was named.
    Filled,
    /// The other side said yes to it.
    Confirmed,
    /// It was said that this is not meant.
    Negated,
}

/// A kind of fact and the value it has.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct DialogueSlot {
    /// The kind of fact, such as `amount` or a tenant's own.
    kind: Code,
    /// The value in normal form; those that nobody may read any more are not among the slots.
    value: PersonalText,
    /// How sure it is.
    status: SlotStatus,
    /// Whether the customer named it, not one who serves.
    by_customer: bool,
    /// How many other values it had before.
    changes: u32,
}

impl Dialogue {
    /// The state of a Conversation after the last of its turns, [`TURNS`] at most; as it stood, when it is shown so.
    ///
    /// # Errors
    /// As of any personal text; faults.
    pub(super) async fn of(context: &Context<'_>, conversation: &ConversationDetails) -> Result<Self, Error> {
        if let Some(turns) = &conversation.turns_then {
            return Self::after(context, &turns[turns.len().saturating_sub(TURNS as usize)..]).await;
        }
        let (model, row) = (&*context.data_unchecked::<Services>().read, &conversation.row);
        let page =
            transcript::page(model, &row.tenant, row.id, Some(Visibility::Public), &PageRequest::last(TURNS)).await;
        let turns: Vec<TurnRow> =
            page.map_err(|error| read_fault(&error))?.edges.into_iter().map(|edge| edge.node).collect();
        Self::after(context, &turns).await
    }

    /// The state after these turns, in their order; of notes and of what nobody may read any more it knows nothing.
    ///
    /// # Errors
    /// As of any personal text.
    async fn after(context: &Context<'_>, turns: &[TurnRow]) -> Result<Self, Error> {
        let turns: Vec<&TurnRow> = turns.iter().filter(|turn| turn.visibility == Visibility::Public).collect();
        let named: Vec<(&str, Bound<'_>)> = turns.iter().flat_map(|turn| values(turn)).collect();
        let bound: Vec<Bound<'_>> = named.iter().map(|(_, bound)| *bound).collect();
        let mut opened = named.iter().zip(open_many(context, &bound, "conversation.dialogue").await?);
        let mut state = DialogueState::default();
        for turn in turns {
            let mut facts = facts(turn);
            for ((kind, _), value) in opened.by_ref().take(values(turn).count()) {
                // What nobody may read any more names nothing.
                facts = value.text.into_iter().fold(facts, |facts, value| facts.value(*kind, value));
            }
            state = state.after(&facts);
        }
        Ok(Self { state })
    }
}

/// What a turn says, but for the values in it.
fn facts(turn: &TurnRow) -> TurnFacts {
    let intents = wanted(turn);
    let act = match () {
        () if intents.iter().any(|intent| intent == DENY) => Act::Deny,
        () if intents.iter().any(|intent| intent == CONFIRM) => Act::Confirm,
        () => Act::Inform,
    };
    let mut facts = TurnFacts::new(speaker(turn), act);
    facts.intents = intents.into_iter().filter(|intent| intent != CONFIRM && intent != DENY).collect();
    facts
}

fn speaker(turn: &TurnRow) -> Speaker {
    match turn.author_kind {
        AuthorKind::Customer => Speaker::Customer,
        AuthorKind::Assistant | AuthorKind::Agent => Speaker::Service,
    }
}

/// What the turn wants, as corrected or else as understood.
fn wanted(turn: &TurnRow) -> Vec<String> {
    if let Some(corrected) = &turn.corrected {
        return corrected.0.iter().map(ToString::to_string).collect();
    }
    let understood = turn.understood.iter().flat_map(|understood| &understood.0.intents);
    understood.map(|recognised| recognised.intent.to_string()).collect()
}

/// The kinds of the facts in a turn, and their sealed values.
fn values(turn: &TurnRow) -> impl Iterator<Item = (&str, Bound<'_>)> {
    let tag = match speaker(turn) {
        Speaker::Customer => ENTITIES_TAG,
        Speaker::Service => FACTS_TAG,
    };
    let understood = turn.understood.iter().flat_map(|understood| &understood.0.entities);
    let entities = understood.chain(turn.facts.iter().flat_map(|facts| &facts.0));
    entities.filter_map(move |entity| {
        let bound = Bound { event_id: turn.understood_event?, tag, sealed: entity.value.as_sealed()? };
        Some((entity.kind.as_str(), bound))
    })
}

#[Object(use_type_description)]
impl Dialogue {
    /// What is being worked on, the latest first.
    async fn intents(&self) -> Vec<Code> {
        self.state.intents().filter_map(|intent| intent.parse().ok()).map(Code).collect()
    }

    /// The facts that were named, by kind.
    async fn slots(&self) -> Vec<DialogueSlot> {
        let slots = self.state.slots().iter().filter_map(|(kind, slot)| {
            Some(DialogueSlot {
                kind: Code(kind.parse().ok()?),
                value: PersonalText { text: Some(slot.value.clone()), state: PersonalState::Readable },
                status: slot.status.into(),
                by_customer: slot.by == Speaker::Customer,
                changes: slot.changes,
            })
        });
        slots.collect()
    }
}
