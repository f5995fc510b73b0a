//! Changes what a Customer is called and what agents should know of them.

use domain::customer::Customer;
use domain::{CustomerId, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Field};
use crate::{Command, Context};

/// Changes what a Customer is called and what agents should know of them. What is absent stays as it is; an empty text
/// takes back what was there.
#[derive(Clone, Hash, Debug)]
pub struct ChangeProfile {
    /// Who.
    pub customer: CustomerId,
    /// What they are called; at most 200 characters.
    pub name: Option<Personal<String>>,
    /// What agents should know of them; at most 2,000 characters.
    pub remark: Option<Personal<String>>,
}

impl Command for ChangeProfile {
    type Aggregate = Customer;

    const NAME: &'static str = "change_profile";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn reveals<'a>(&self, state: &'a Customer) -> Vec<Field<'a>> {
        rules::profile_fields(state)
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::standing(state)?;
        let changed = rules::profile(state, self.name.as_ref(), self.remark.as_ref(), context)?;
        Ok(changed.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;
    use domain::customer::event::ProfileChanged;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn change(name: &str, remark: &str) -> ChangeProfile {
        ChangeProfile { customer: CUSTOMER, name: Some(text(name)), remark: Some(text(remark)) }
    }

    #[test]
    fn only_what_differs_changes() {
        let ada = ProfileChanged { name: Some(text("Ada")), remark: None };
        let events = || known().into_iter().chain([ada.clone().into()]);
        let remarked = ProfileChanged { name: None, remark: Some(text("likes cats")) };
        given(events()).when(&change("Ada", "likes cats")).then([remarked.into()]);
        given(events()).when(&ChangeProfile { remark: None, ..change("Ada", "") }).then_nothing();
    }

    #[test]
    fn long_texts_are_refused() {
        given(known()).when(&change(&"x".repeat(201), "")).refused(Refusal::TextTooLong);
        given(known()).when(&change("", &"x".repeat(2001))).refused(Refusal::TextTooLong);
        given([]).when(&change("Ada", "")).refused(Refusal::NotFound);
    }
}
