//! Says that a Customer does not agree to something.

use domain::customer::Customer;
use domain::customer::event::ConsentWithdrawn;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Says that a Customer does not agree to something, or no longer. It is recorded of whoever never agreed too: they objected.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WithdrawConsent {
    /// Who.
    pub customer: CustomerId,
    /// What for.
    pub purpose: Code,
}

impl Command for WithdrawConsent {
    type Aggregate = Customer;

    const NAME: &'static str = "withdraw_consent";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::speaks_for(context.actor, self.customer)?;
        rules::standing(state)?;
        if rules::consent(state, &self.purpose)?.is_some_and(|said| !said.given) {
            return Ok(Vec::new());
        }
        Ok(vec![ConsentWithdrawn { purpose: self.purpose.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
    use domain::customer::CustomerRefusal as Refusal;
    use domain::customer::event::ConsentGiven;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn withdraw() -> WithdrawConsent {
        WithdrawConsent { customer: CUSTOMER, purpose: code("external_processing") }
    }

    fn withdrawn() -> ConsentWithdrawn {
        ConsentWithdrawn { purpose: code("external_processing") }
    }

    #[test]
    fn whoever_agreed_and_whoever_never_did_may_say_no_once() {
        let agreed = ConsentGiven { purpose: code("external_processing"), notice: None };
        given(known().into_iter().chain([agreed.into()])).when(&withdraw()).then([withdrawn().into()]);
        given(known()).when(&withdraw()).then([withdrawn().into()]);
        given(known().into_iter().chain([withdrawn().into()])).when(&withdraw()).then_nothing();
    }

    #[test]
    fn customers_withdraw_only_their_own() {
        given(known()).when(&withdraw()).by(Actor::Customer(OTHER)).refused(Refusal::NotTheCustomer);
        given([registered(), erased()]).when(&withdraw()).refused(Refusal::Erased);
    }
}
