//! Giving a verdict.

use domain::conversation::event::Rated;
use domain::conversation::{Conversation, RatingScale, Status};
use domain::{ConversationId, Participant, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Gives a verdict, at any time unless the Conversation goes on elsewhere. A customer rates their own Conversation; a later
/// verdict on the same scale replaces the earlier one, and the same one again without a comment changes nothing.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Rate {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Who.
    pub by: Participant,
    /// What is measured.
    pub scale: RatingScale,
    /// How much, on that scale.
    pub score: u8,
    /// What they wrote with it.
    pub comment: Option<Personal<String>>,
}

impl Command for Rate {
    type Aggregate = Conversation;
    const NAME: &'static str = "rate";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        let opened = rules::opened(state, context.actor)?;
        rules::acts_as(context.actor, self.by)?;
        if let Status::Merged { into, .. } = state.status {
            return Err(Refusal::MergedElsewhere { into });
        }
        if matches!(self.by, Participant::Customer(customer) if customer != opened.customer) {
            return Err(Refusal::NotTheCustomer);
        }
        if !self.scale.range().contains(&self.score) {
            return Err(Refusal::ScoreOffScale);
        }
        let standing = state.ratings.get(&(self.by, self.scale.clone()));
        if standing == Some(&self.score) && self.comment.is_none() {
            return Ok(Vec::new());
        }
        let Self { by, scale, score, comment, .. } = self.clone();
        Ok(vec![Rated { by, scale, score, comment }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::ConversationEvent;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn rate(scale: RatingScale, score: u8) -> Rate {
        Rate { conversation: CONVERSATION, by: Participant::Customer(CUSTOMER), scale, score, comment: None }
    }

    fn rated(score: u8) -> ConversationEvent {
        Rated { by: Participant::Customer(CUSTOMER), scale: RatingScale::Csat, score, comment: None }.into()
    }

    #[test]
    fn the_customer_rates_even_when_all_has_ended() {
        given([opened(), closed()]).when(&rate(RatingScale::Csat, 5)).by(customer()).then([rated(5)]);
    }

    #[test]
    fn a_later_verdict_replaces_an_earlier_one() {
        given([opened(), rated(2)]).when(&rate(RatingScale::Csat, 5)).then([rated(5)]);
        given([opened(), rated(5)]).when(&rate(RatingScale::Csat, 5)).then_nothing();
    }

    #[test]
    fn a_score_lies_on_its_scale() {
        let check = |scale, score| given([opened()]).when(&rate(scale, score)).refused(Refusal::ScoreOffScale);
        check(RatingScale::Csat, 0);
        check(RatingScale::Csat, 6);
        check(RatingScale::Nps, 11);
        check(RatingScale::Ces, 8);
        check(RatingScale::YesNo { question: code("solved") }, 2);
    }

    #[test]
    fn nobody_rates_for_another() {
        let verdict = rate(RatingScale::Csat, 5);
        let stranger = Rate { by: Participant::Customer(STRANGER), ..verdict.clone() };
        given([opened()]).when(&verdict).by(agent()).refused(Refusal::NotTheAuthor);
        given([opened()]).when(&stranger).refused(Refusal::NotTheCustomer);
    }

    #[test]
    fn what_goes_on_elsewhere_is_rated_there() {
        let elsewhere = Refusal::MergedElsewhere { into: ELSEWHERE };
        given([opened(), merged()]).when(&rate(RatingScale::Csat, 5)).refused(elsewhere);
    }
}
