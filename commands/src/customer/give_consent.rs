//! Says that a Customer agrees to something.

use domain::customer::Customer;
use domain::customer::event::ConsentGiven;
use domain::{Code, CustomerId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Says that a Customer agrees to something that is done with what they say or with what is known of them. Agreeing again to
/// the same wording changes nothing; to another, it is recorded.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GiveConsent {
    /// Who.
    pub customer: CustomerId,
    /// What for.
    pub purpose: Code,
    /// The wording they agree to, by its version.
    pub notice: Option<Code>,
}

impl Command for GiveConsent {
    type Aggregate = Customer;

    const NAME: &'static str = "give_consent";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::speaks_for(context.actor, self.customer)?;
        rules::standing(state)?;
        if !rules::is_plain(&self.purpose) || !self.notice.as_ref().is_none_or(rules::is_plain) {
            return Err(Refusal::InvalidConsent);
        }
        let said = rules::consent(state, &self.purpose)?;
        if said.is_some_and(|said| said.given && said.notice == self.notice) {
            return Ok(Vec::new());
        }
        Ok(vec![ConsentGiven { purpose: self.purpose.clone(), notice: self.notice.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::event::ConsentWithdrawn;
    use domain::{Actor, Code};

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn give(notice: Option<&'static str>) -> GiveConsent {
        GiveConsent { customer: CUSTOMER, purpose: code("external_processing"), notice: notice.map(code) }
    }

    fn gave(notice: Option<&'static str>) -> ConsentGiven {
        ConsentGiven { purpose: code("external_processing"), notice: notice.map(code) }
    }

    #[test]
    fn it_is_recorded_with_the_wording_they_agreed_to() {
        given(known()).when(&give(Some("v1"))).then([gave(Some("v1")).into()]);
        let events = || known().into_iter().chain([gave(Some("v1")).into()]);
        given(events()).when(&give(Some("v1"))).then_nothing();
        given(events()).when(&give(Some("v2"))).then([gave(Some("v2")).into()]);
    }

    #[test]
    fn it_can_be_given_after_it_was_withdrawn() {
        let withdrawn = ConsentWithdrawn { purpose: code("external_processing") };
        given(known().into_iter().chain([gave(None).into(), withdrawn.into()]))
            .when(&give(None))
            .then([gave(None).into()]);
    }

    #[test]
    fn customers_give_only_their_own() {
        given(known()).when(&give(None)).by(Actor::Customer(CUSTOMER)).then([gave(None).into()]);
        given(known()).when(&give(None)).by(Actor::Customer(OTHER)).refused(Refusal::NotTheCustomer);
    }

    #[test]
    fn it_is_of_someone_who_is_there() {
        given([]).when(&give(None)).refused(Refusal::NotFound);
        given([registered(), erased()]).when(&give(None)).refused(Refusal::Erased);
        given([registered(), merged()]).when(&give(None)).refused(Refusal::MergedElsewhere { into: OTHER });
    }

    #[test]
    fn what_could_be_about_a_person_names_neither_a_purpose_nor_a_wording() {
        for wrong in ["张伟", "Zsófia", "+15551234567"].map(str::parse::<Code>).into_iter().flatten() {
            let notice = GiveConsent { notice: Some(wrong.clone()), ..give(None) };
            for asked in [notice, GiveConsent { purpose: wrong, ..give(None) }] {
                given(known()).when(&asked).refused(Refusal::InvalidConsent);
            }
        }
    }

    #[test]
    fn purposes_are_limited() {
        given(known().into_iter().chain(many_consents())).when(&give(None)).refused(Refusal::TooManyConsents);
    }
}
