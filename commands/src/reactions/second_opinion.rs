//! Asks a provider what turns want that the model could not place, of customers who let it read what they say.

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::conversation::event::TURN_TEXT_TAG;
use domain::conversation::{Conversation, ConversationEvent};
use domain::{Code, ConversationId, Event, StreamId, TurnId};
use event_store::{RecordedEvent, StreamName, Tenant};
use intelligence::outgoing::{Consent, Outgoing};
use vault::{Access, FieldContext, Opened};

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::conversation::ProposeIntent;
use crate::understanding::{Adviser, Unadvised, consent};
use crate::{Error, Executor, Outcome};

/// After this long nobody waits for the answer: what is older is history, or waited too long for its turn.
const LATE: TimeDelta = TimeDelta::minutes(10);
/// How many intents a provider chooses from, the likeliest that the model knows.
const CHOICES: usize = 100;
/// How many bytes of letters a text has at least of which it is asked: less is a yes or a no, a number or a thank-you.
const FEWEST_BYTES: usize = 12;
/// How far before what a turn means its text is looked for; both are appended together.
const NEAR: u64 = 8;

/// Asks a provider what turns want that the model could not place, of customers who let it read what they say.
#[derive(Debug)]
pub struct SecondOpinion;

impl Reaction for SecondOpinion {
    fn name(&self) -> &'static str {
        "second_opinion"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["conversation.turn_understood"]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        let (Ok(StreamId::Conversation(conversation)), Some(ConversationEvent::TurnUnderstood(understood))) =
            (recorded.stream.as_str().parse(), event.as_conversation())
        else {
            return Vec::new();
        };
        let is_history = recorded.recorded_at - recorded.occurred_at > LATE;
        if is_history || !understood.intents.is_empty() {
            return Vec::new();
        }
        vec![Intent::Beside(Box::new(Ask { conversation, turn: understood.turn, revision: recorded.revision }))]
    }
}

/// Asks about one turn, and records the answer.
#[derive(Debug)]
struct Ask {
    conversation: ConversationId,
    turn: TurnId,
    /// That of what the turn means.
    revision: u64,
}

/// What is asked.
struct Question {
    text: Outgoing,
    choices: Vec<Code>,
}

#[async_trait]
impl FollowUp for Ask {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let Some(adviser) = executor.adviser() else { return Ok(()) };
        if executor.clock().now() - cause.at > LATE {
            count("late");
            return Ok(());
        }
        let consent = match self.leave(executor, &cause.tenant, adviser).await? {
            None => return Ok(()),
            Some(Consent::Missing) => {
                count("without_consent");
                return Ok(());
            }
            Some(consent) => consent,
        };
        let Some(Question { text, choices }) = self.question(executor, &cause.tenant, consent).await? else {
            return Ok(());
        };
        let advice = match adviser.choose(&text, &choices).await {
            Ok(advice) => advice,
            Err(error) => {
                self.regret(&error);
                return Ok(());
            }
        };
        // Whoever took their consent back meanwhile, or is gone, has nothing said of them.
        if matches!(self.leave(executor, &cause.tenant, adviser).await?, None | Some(Consent::Missing)) {
            count("too_late");
            return Ok(());
        }
        let outcome = if advice.intents.is_empty() { "none" } else { "answered" };
        let (conversation, turn) = (self.conversation, self.turn);
        let (intents, model, tokens) = (advice.intents, advice.model, advice.tokens);
        let command = ProposeIntent { conversation, turn, intents, model, tokens };
        recorded(outcome, executor.follow_up(cause.request("propose", command)).await)?;
        Ok(())
    }
}

impl Ask {
    /// Says that there is no answer; of each turn that nobody was asked about only to who wants to know everything.
    fn regret(&self, error: &Unadvised) {
        match error {
            Unadvised::NotAsked(_) => {
                count("not_asked");
                tracing::debug!(turn = %self.turn, %error, "no provider is asked what a turn wants");
            }
            Unadvised::Failed(_) => {
                count("failed");
                tracing::warn!(turn = %self.turn, %error, "a provider was asked what a turn wants, in vain");
            }
        }
    }

    /// With what consent the turn may leave; nothing when it is placed by now, or was redacted.
    async fn leave(
        &self,
        executor: &Executor,
        tenant: &Tenant,
        adviser: &dyn Adviser,
    ) -> Result<Option<Consent>, Error> {
        let stream = StreamId::Conversation(self.conversation);
        let (state, _) = executor.load::<Conversation>(tenant, stream).await?;
        let Some(opened) = state.opened.as_ref().filter(|_| state.is_unplaced(self.turn)) else { return Ok(None) };
        consent(executor, tenant, opened.customer, adviser.needs_consent()).await.map(Some)
    }

    /// What is to be asked; nothing when the turn may not leave or says too little.
    async fn question(
        &self,
        executor: &Executor,
        tenant: &Tenant,
        consent: Consent,
    ) -> Result<Option<Question>, Error> {
        let (Some(understander), Some(text)) =
            (executor.understander(tenant).await?, self.text(executor, tenant).await?)
        else {
            return Ok(None);
        };
        let Ok(outgoing) = understander.outgoing(&text, consent) else { return Ok(None) };
        let choices = understander.likeliest(&text, CHOICES);
        if choices.is_empty() || letters(outgoing.as_str()) < FEWEST_BYTES {
            return Ok(None);
        }
        Ok(Some(Question { text: outgoing, choices }))
    }

    /// What was said; nothing when its customer was erased.
    async fn text(&self, executor: &Executor, tenant: &Tenant) -> Result<Option<String>, Error> {
        let stream = StreamName::new(&StreamId::Conversation(self.conversation).to_string());
        let from = self.revision.saturating_sub(NEAR);
        let near = executor.store().read_stream(tenant, &stream, from, NEAR as usize).await.map_err(Error::Store)?;
        for recorded in near {
            let event = Event::decode(&recorded.event_type, recorded.schema_version, &recorded.body)
                .map_err(Error::Undecodable)?;
            let Some(ConversationEvent::TurnRecorded(turn)) = event.as_conversation() else { continue };
            let Some(sealed) = turn.text.as_sealed().filter(|_| turn.turn == self.turn) else { continue };
            let place = FieldContext { tenant: tenant.as_str(), event_id: recorded.event_id, tag: TURN_TEXT_TAG };
            let access = Access { actor: "second_opinion".into(), purpose: "provider.ask" };
            return match executor.vault().open::<String>(place, sealed, &access).await? {
                Opened::Clear(text) => Ok(Some(text)),
                Opened::Erased => Ok(None),
            };
        }
        Ok(None)
    }
}

/// What became of recording an answer. While nothing can be recorded, the answer is let go of: to have it again, the text would have to
/// leave again.
fn recorded(outcome: &'static str, result: Result<Outcome, Error>) -> Result<(), Error> {
    if result.is_ok() {
        count(outcome);
    }
    match result {
        Err(Error::Store(event_store::Error::Unavailable { .. })) => {
            count("unrecorded");
            tracing::warn!("what a provider said of a turn cannot be recorded, and is lost");
            Ok(())
        }
        other => other.map(drop),
    }
}

/// How many bytes of a text are letters: a letter of Latin has one, one of Chinese three, and says as much more.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum()
}

fn count(outcome: &'static str) {
    metrics::counter!("second_opinions_total", "outcome" => outcome).increment(1);
}
