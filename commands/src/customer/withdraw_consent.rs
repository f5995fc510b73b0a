//! Says that a Customer does not agree to something.

use domain::customer::Customer;
use domain::customer::event::ConsentWithdrawn;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Says that a Customer does not agree to something, or no longer. It is recorded of whoever never agreed too: they objected. It is
/// as easy as agreeing was: whoever goes on as another by now may still do it, and no limit is in its way.
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
        rules::known(state)?;
        rules::not_erased(state)?;
        if !rules::is_plain(&self.purpose) {
            return Err(Refusal::InvalidConsent);
        }
        if state.agrees(&self.purpose) == Some(false) {
            return Ok(Vec::new());
        }
        Ok(vec![ConsentWithdrawn { purpose: self.purpose.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;
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
        given([]).when(&withdraw()).refused(Refusal::NotFound);
    }

    #[test]
    fn neither_a_merge_nor_a_limit_is_in_its_way() {
        given(known().into_iter().chain([merged()])).when(&withdraw()).then([withdrawn().into()]);
        given(known().into_iter().chain(many_consents())).when(&withdraw()).then([withdrawn().into()]);
    }
}
