//! Links a verified identity to a Customer.

use domain::customer::{Customer, Identity};
use domain::ids::IdentityId;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Field, Refusal};
use crate::{Command, Context};

/// Links a verified identity to a Customer. Ask for it through [`super::link`], which claims the identity first.
#[derive(Clone, Hash, Debug)]
pub struct LinkIdentity {
    /// Who.
    pub customer: CustomerId,
    /// The id it gets.
    pub identity_id: IdentityId,
    /// The identity.
    pub identity: Identity,
    /// How it was verified, such as `code_sent` or `sso`.
    pub verified_by: Code,
}

impl Command for LinkIdentity {
    type Aggregate = Customer;

    const NAME: &'static str = "link_identity";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn reveals<'a>(&self, state: &'a Customer) -> Vec<Field<'a>> {
        rules::identity_fields(state)
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::standing(state)?;
        if rules::is_linked(state, self.identity_id, &self.identity, context) {
            return Err(Refusal::IdentityLinkedAlready);
        }
        Ok(vec![rules::link(state, self.identity_id, &self.identity, &self.verified_by)?])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn link() -> LinkIdentity {
        let identity = email("other@example.org");
        LinkIdentity { customer: CUSTOMER, identity_id: PHONE, identity, verified_by: code("code_sent") }
    }

    #[test]
    fn it_is_linked() {
        given(known()).when(&link()).then([linked(PHONE, "other@example.org")]);
    }

    #[test]
    fn it_is_refused_when_it_is_theirs_under_whichever_id() {
        let same_value = LinkIdentity { identity: email("someone@example.org"), ..link() };
        given(known()).when(&same_value).refused(Refusal::IdentityLinkedAlready);
        let same_id = LinkIdentity { identity_id: EMAIL, ..link() };
        given(known()).when(&same_id).refused(Refusal::IdentityLinkedAlready);
    }

    #[test]
    fn it_is_refused_beyond_fifty_and_for_whom_is_not_there() {
        given(many_identities()).when(&link()).refused(Refusal::TooManyIdentities);
        given([]).when(&link()).refused(Refusal::NotFound);
        given([registered(), erased()]).when(&link()).refused(Refusal::Erased);
        given([registered(), merged()]).when(&link()).refused(Refusal::MergedElsewhere { into: OTHER });
    }
}
