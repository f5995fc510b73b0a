//! Unlinks an identity from a Customer.

use domain::customer::Customer;
use domain::customer::event::IdentityUnlinked;
use domain::ids::IdentityId;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Unlinks an identity from a Customer, so that it can become another's; see [`super::release`].
#[derive(Clone, Hash, Debug)]
pub struct UnlinkIdentity {
    /// Who.
    pub customer: CustomerId,
    /// Which.
    pub identity_id: IdentityId,
    /// Why.
    pub reason: Code,
}

impl Command for UnlinkIdentity {
    type Aggregate = Customer;

    const NAME: &'static str = "unlink_identity";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        let identity = state.identities.get(&self.identity_id).ok_or(Refusal::IdentityNotFound)?;
        if state.identities.len() == 1 {
            return Err(Refusal::LastIdentity);
        }
        let (kind, reason) = (identity.kind.clone(), self.reason.clone());
        Ok(vec![IdentityUnlinked { identity: self.identity_id, kind, reason }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::IdentityKind;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn unlink() -> UnlinkIdentity {
        UnlinkIdentity { customer: CUSTOMER, identity_id: EMAIL, reason: code("asked_for") }
    }

    #[test]
    fn one_of_several_is_unlinked() {
        let two = known().into_iter().chain([linked(PHONE, "other@example.org")]);
        let unlinked = IdentityUnlinked { identity: EMAIL, kind: IdentityKind::Email, reason: code("asked_for") };
        given(two).when(&unlink()).then([unlinked.into()]);
    }

    #[test]
    fn the_last_one_and_an_unknown_one_are_not() {
        given(known()).when(&unlink()).refused(Refusal::LastIdentity);
        let unknown = UnlinkIdentity { identity_id: PHONE, ..unlink() };
        given(known()).when(&unknown).refused(Refusal::IdentityNotFound);
        given([]).when(&unlink()).refused(Refusal::NotFound);
    }
}
