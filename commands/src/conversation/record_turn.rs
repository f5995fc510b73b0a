//! Saying something.

use domain::conversation::event::{TurnRecorded, Woken};
use domain::conversation::{Attachment, Conversation, ConversationEvent, ExternalKey, Status, Visibility, WakeCause};
use domain::{ConversationId, CustomerId, Participant, StreamId, TurnId};
use vault::Personal;

use super::reopen::reopening;
use super::rules::{self, Decision, Refusal};
use crate::understanding::Heard;
use crate::{Command, Context};

/// Records what someone said.
///
/// The customer is heard until the Conversation is closed: their turn wakes what sleeps and reopens what was settled, not
/// too long ago. Whoever serves speaks to the customer only while they answer, or as an agent who was added, and writes
/// notes as long as the Conversation lasts. A turn that a channel delivers twice is recorded once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RecordTurn {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The turn; a new id.
    pub turn: TurnId,
    /// Who spoke.
    pub author: Participant,
    /// Who sees it.
    pub visibility: Visibility,
    /// What was said; it may be empty beside an attachment.
    pub text: Personal<String>,
    /// Files with it.
    pub attachments: Vec<Attachment>,
    /// The turn it answers.
    pub reply_to: Option<TurnId>,
    /// The channel's own id of it, as a digest.
    pub external: Option<ExternalKey>,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for RecordTurn {
    type Aggregate = Conversation;
    const NAME: &'static str = "record_turn";
    const HEARS: bool = true;

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        let opened = rules::opened(state, context.actor)?;
        rules::acts_as(context.actor, self.author)?;
        if self.is_repeat(state)? {
            return Ok(Vec::new());
        }
        self.check_author(opened.customer)?;
        self.check_content(state)?;
        let return_to_it = self.return_to_it(state, context)?;
        rules::fence(state, self.epoch)?;
        self.check_answering(state)?;
        let recorded = self.recorded(state);
        Ok(return_to_it.into_iter().chain([recorded]).chain(self.understood(state, context)).collect())
    }
}

impl RecordTurn {
    /// Whether the channel delivered it before.
    fn is_repeat(&self, state: &Conversation) -> Result<bool, Refusal> {
        match self.external.and_then(|key| state.external.get(&key)) {
            Some(turn) if *turn == self.turn => Ok(true),
            Some(_) => Err(Refusal::DuplicateTurn),
            None if state.turn(self.turn).is_some() => Err(Refusal::TurnExists),
            None => Ok(false),
        }
    }

    fn check_author(&self, customer: CustomerId) -> Result<(), Refusal> {
        match self.author {
            Participant::Customer(author) if author != customer => Err(Refusal::NotTheCustomer),
            Participant::Customer(_) if self.visibility == Visibility::Internal => Err(Refusal::NoteByCustomer),
            Participant::Customer(_) | Participant::Assistant | Participant::Agent(_) => Ok(()),
        }
    }

    fn check_content(&self, state: &Conversation) -> Result<(), Refusal> {
        let silent = self.text.as_clear().is_some_and(|text| text.trim().is_empty());
        if silent && self.attachments.is_empty() {
            return Err(Refusal::EmptyTurn);
        }
        if self.reply_to.is_some_and(|turn| state.turn(turn).is_none()) {
            return Err(Refusal::TurnNotFound);
        }
        Ok(())
    }

    /// What brings the Conversation back before something is said in it. A note brings nothing back.
    fn return_to_it(&self, state: &Conversation, context: &Context<'_>) -> Result<Option<ConversationEvent>, Refusal> {
        let by_customer = matches!(self.author, Participant::Customer(_));
        let cause = if by_customer { WakeCause::Turn } else { WakeCause::Manual };
        match &state.status {
            Status::Closed => Err(Refusal::Closed),
            Status::Merged { into, .. } => Err(Refusal::MergedElsewhere { into: *into }),
            Status::Open => Ok(None),
            Status::Snoozed { .. } | Status::Resolved { .. } if self.visibility == Visibility::Internal => Ok(None),
            Status::Snoozed { .. } => Ok(Some(Woken { cause, during: state.answering.clone() }.into())),
            Status::Resolved { .. } if by_customer => {
                let reopened = reopening(state, context, cause, &state.answering)?;
                Ok(Some(reopened.into()))
            }
            Status::Resolved { .. } => Err(Refusal::Resolved),
        }
    }

    fn check_answering(&self, state: &Conversation) -> Result<(), Refusal> {
        let to_customer = self.visibility == Visibility::Public;
        match self.author {
            Participant::Assistant | Participant::Agent(_) if to_customer && !rules::takes_part(state, self.author) => {
                Err(Refusal::NotAnswering)
            }
            Participant::Customer(_) | Participant::Assistant | Participant::Agent(_) => Ok(()),
        }
    }

    /// What it means, before it is sealed.
    fn understood(&self, state: &Conversation, context: &Context<'_>) -> Option<ConversationEvent> {
        let text = self.text.as_clear().filter(|text| !text.trim().is_empty())?;
        let understander = context.understander?;
        match self.author {
            Participant::Customer(_) => {
                let declared = state.opened.as_ref().and_then(|opened| opened.language.as_ref());
                let (turn, now, languages) = (self.turn, context.now, &state.languages);
                Some(understander.understand(Heard { turn, text, now, declared, languages }).into())
            }
            Participant::Assistant | Participant::Agent(_) => {
                Some(understander.find_facts(self.turn, text, context.now)?.into())
            }
        }
    }

    fn recorded(&self, state: &Conversation) -> ConversationEvent {
        let recorded = TurnRecorded {
            turn: self.turn,
            index: u32::try_from(state.turns.len()).expect("a stream has fewer turns than a u32 counts"),
            author: self.author,
            visibility: self.visibility,
            text: self.text.clone(),
            attachments: self.attachments.clone(),
            reply_to: self.reply_to,
            external: self.external,
            during: state.answering.clone(),
            epoch: state.epoch,
        };
        recorded.into()
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
    use domain::conversation::Answering;
    use domain::conversation::event::{ParticipantAdded, Reopened};
    use domain::ids::AttachmentId;
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;
    use crate::testing::minutes;

    /// In the name of [`AGENT`] or the Assistant or whoever it is, to everyone.
    fn say(author: Participant) -> RecordTurn {
        RecordTurn {
            conversation: CONVERSATION,
            turn: TURN,
            author,
            visibility: Visibility::Public,
            text: text("where is it?"),
            attachments: Vec::new(),
            reply_to: None,
            external: None,
            epoch: None,
        }
    }

    fn note(author: Participant) -> RecordTurn {
        RecordTurn { visibility: Visibility::Internal, ..say(author) }
    }

    /// What the command records as the first turn.
    fn recorded(command: &RecordTurn, during: Answering, epoch: u64) -> ConversationEvent {
        let RecordTurn { turn, author, visibility, text, attachments, reply_to, external, .. } = command.clone();
        TurnRecorded { turn, index: 0, author, visibility, text, attachments, reply_to, external, during, epoch }.into()
    }

    const BY_CUSTOMER: Participant = Participant::Customer(CUSTOMER);
    const BY_AGENT: Participant = Participant::Agent(AGENT);

    #[test]
    fn the_customer_and_whoever_answers_speak() {
        given([opened()]).when(&say(BY_CUSTOMER)).by(customer()).then([asked()]);
        let reply = say(Participant::Assistant);
        let expected = recorded(&reply, Answering::Assistant, 0);
        given([opened()]).when(&reply).by(Actor::Assistant).then([expected]);
        let reply = RecordTurn { epoch: Some(1), ..say(BY_AGENT) };
        let expected = recorded(&reply, held_by(AGENT), 1);
        given([opened(), assigned()]).when(&reply).by(agent()).then([expected]);
    }

    #[test]
    fn whoever_does_not_answer_does_not_speak_to_the_customer() {
        given([opened(), assigned()]).when(&say(Participant::Assistant)).refused(Refusal::NotAnswering);
        given([opened()]).when(&say(BY_AGENT)).by(agent()).refused(Refusal::NotAnswering);
    }

    #[test]
    fn an_agent_who_was_added_speaks_too() {
        let added = ParticipantAdded { participant: BY_AGENT, role: code("specialist"), name: None };
        let command = say(BY_AGENT);
        let expected = recorded(&command, Answering::Assistant, 0);
        given([opened(), added.into()]).when(&command).by(agent()).then([expected]);
    }

    #[test]
    fn a_late_writer_is_refused() {
        let late = RecordTurn { epoch: Some(0), ..say(BY_AGENT) };
        given([opened(), assigned()]).when(&late).by(agent()).refused(Refusal::StaleEpoch { current: 1 });
    }

    #[test]
    fn any_agent_writes_notes_and_they_bring_nothing_back() {
        let note = note(BY_AGENT);
        let expected = recorded(&note, Answering::Assistant, 0);
        for before in [vec![opened()], vec![opened(), snoozed()], vec![opened(), resolved()]] {
            given(before).when(&note).by(agent()).then([expected.clone()]);
        }
    }

    #[test]
    fn a_customer_writes_no_notes() {
        given([opened()]).when(&note(BY_CUSTOMER)).by(customer()).refused(Refusal::NoteByCustomer);
    }

    #[test]
    fn a_turn_wakes_what_sleeps() {
        let check = |author, cause| {
            let command = say(author);
            let woken = Woken { cause, during: Answering::Assistant }.into();
            let expected = recorded(&command, Answering::Assistant, 0);
            given([opened(), snoozed()]).when(&command).then([woken, expected]);
        };
        check(BY_CUSTOMER, WakeCause::Turn);
        check(Participant::Assistant, WakeCause::Manual);
    }

    #[test]
    fn the_customers_turn_reopens_what_was_settled_not_long_ago() {
        let reopened = Reopened { cause: WakeCause::Turn, cycle: 2, answering: Answering::Assistant, epoch: 0 };
        let settled = [opened(), resolved()];
        given(settled.clone()).when(&say(BY_CUSTOMER)).then([reopened.into(), asked()]);
        let too_old = Refusal::TooOldToReopen { days: 14 };
        given(settled.clone()).when(&say(BY_CUSTOMER)).at(minutes(15 * 24 * 60)).refused(too_old);
        given(settled).when(&say(Participant::Assistant)).refused(Refusal::Resolved);
    }

    #[test]
    fn what_a_channel_delivers_twice_is_recorded_once() {
        let first = RecordTurn { external: Some(ExternalKey([7; 16])), ..say(BY_CUSTOMER) };
        let second = RecordTurn { turn: NEXT_TURN, ..first.clone() };
        let before = vec![opened(), recorded(&first, Answering::Assistant, 0)];
        given(before.clone()).when(&second).refused(Refusal::DuplicateTurn);
        given([before, vec![closed()]].concat()).when(&first).then_nothing();
    }

    #[test]
    fn an_id_serves_one_turn() {
        given([opened(), asked()]).when(&say(BY_CUSTOMER)).refused(Refusal::TurnExists);
    }

    #[test]
    fn nobody_speaks_in_the_name_of_another() {
        let check = |actor, author, refusal| given([opened()]).when(&say(author)).by(actor).refused(refusal);
        check(Actor::Customer(STRANGER), Participant::Customer(STRANGER), Refusal::NotTheCustomer);
        check(supervisor(), Participant::Customer(STRANGER), Refusal::NotTheCustomer);
        check(customer(), Participant::Assistant, Refusal::NotTheAuthor);
        check(Actor::Assistant, BY_AGENT, Refusal::NotTheAuthor);
        check(colleague(), BY_AGENT, Refusal::NotTheAuthor);
    }

    #[test]
    fn a_turn_has_text_or_an_attachment_and_answers_one_that_was_said() {
        let silent = RecordTurn { text: text(" "), ..say(BY_CUSTOMER) };
        given([opened()]).when(&silent).refused(Refusal::EmptyTurn);
        let picture = Attachment {
            id: AttachmentId(Uuid::from_u128(1)),
            media_type: code("image/png"),
            size: 17,
            reference: text("blob/1"),
            name: None,
        };
        let shown = RecordTurn { attachments: vec![picture], ..silent };
        given([opened()]).when(&shown).then([recorded(&shown, Answering::Assistant, 0)]);
        let astray = RecordTurn { reply_to: Some(NEXT_TURN), ..say(BY_CUSTOMER) };
        given([opened()]).when(&astray).refused(Refusal::TurnNotFound);
    }
}
