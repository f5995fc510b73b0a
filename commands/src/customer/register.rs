//! Makes a Customer known, or brings what is known of them up to date.

use domain::customer::event::{PreferencesChanged, Registered};
use domain::customer::{Customer, Identity};
use domain::ids::IdentityId;
use domain::{Code, CustomerId, Language, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Field};
use crate::{Command, Context};

/// Makes a Customer known, or brings what is known of them up to date; changes only what differs. What is absent stays
/// as it is.
///
/// Ask for it through [`super::register`], which finds out first whose identity it is.
#[derive(Clone, Hash, Debug)]
pub struct RegisterCustomer {
    /// Who.
    pub customer: CustomerId,
    /// The id the identity gets if it is new.
    pub identity_id: IdentityId,
    /// A verified way to tell and reach them.
    pub identity: Identity,
    /// How it was verified, such as `code_sent` or `sso`.
    pub verified_by: Code,
    /// What they are called; at most 200 characters.
    pub name: Option<Personal<String>>,
    /// What agents should know of them; at most 2,000 characters.
    pub remark: Option<Personal<String>>,
    /// Which language they prefer.
    pub language: Option<Language>,
    /// Which channel they prefer.
    pub channel: Option<Code>,
    /// Where they became known, such as `web` or an importer.
    pub source: Code,
}

impl Command for RegisterCustomer {
    type Aggregate = Customer;

    const NAME: &'static str = "register_customer";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn reveals<'a>(&self, state: &'a Customer) -> Vec<Field<'a>> {
        [rules::identity_fields(state), rules::profile_fields(state)].concat()
    }

    fn decide(&self, state: &Customer, context: &Context<'_>) -> Decision {
        rules::not_erased(state)?;
        rules::not_merged(state)?;
        let registered = (!state.registered).then(|| Registered { source: self.source.clone() }.into());
        let is_new = !rules::is_linked(state, self.identity_id, &self.identity, context);
        let linked = is_new.then(|| rules::link(state, self.identity_id, &self.identity, &self.verified_by));
        let profile = rules::profile(state, self.name.as_ref(), self.remark.as_ref(), context)?;
        let preferences = self.preferences(state).map(Into::into);
        Ok([registered, linked.transpose()?, profile, preferences].into_iter().flatten().collect())
    }
}

impl RegisterCustomer {
    fn preferences(&self, state: &Customer) -> Option<PreferencesChanged> {
        let before = &state.preferences;
        let after = PreferencesChanged {
            language: self.language.clone().or_else(|| before.language.clone()),
            channel: self.channel.clone().or_else(|| before.channel.clone()),
        };
        (after != *before).then_some(after)
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;
    use domain::customer::event::ProfileChanged;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn register() -> RegisterCustomer {
        RegisterCustomer {
            customer: CUSTOMER,
            identity_id: EMAIL,
            identity: email("someone@example.org"),
            verified_by: code("code_sent"),
            name: None,
            remark: None,
            language: None,
            channel: None,
            source: code("web"),
        }
    }

    fn full() -> RegisterCustomer {
        let (name, remark) = (Some(text("Ada")), Some(text("likes cats")));
        RegisterCustomer { name, remark, language: Some("en".parse().unwrap()), ..register() }
    }

    fn profile(name: Option<&str>, remark: Option<&str>) -> domain::customer::CustomerEvent {
        ProfileChanged { name: name.map(text), remark: remark.map(text) }.into()
    }

    fn prefers(language: &str, channel: Option<&'static str>) -> domain::customer::CustomerEvent {
        PreferencesChanged { language: Some(language.parse().unwrap()), channel: channel.map(code) }.into()
    }

    #[test]
    fn a_stranger_becomes_known() {
        given([]).when(&register()).then([registered(), linked(EMAIL, "someone@example.org")]);
        given([]).when(&full()).then([
            registered(),
            linked(EMAIL, "someone@example.org"),
            profile(Some("Ada"), Some("likes cats")),
            prefers("en", None),
        ]);
    }

    #[test]
    fn what_is_known_already_changes_nothing() {
        let known = [
            registered(),
            linked(EMAIL, "someone@example.org"),
            profile(Some("Ada"), Some("likes cats")),
            prefers("en", Some("web")),
        ];
        given(known).when(&full()).then_nothing();
        let under_another_id = RegisterCustomer { identity_id: PHONE, ..register() };
        given([registered(), linked(EMAIL, "someone@example.org")]).when(&under_another_id).then_nothing();
    }

    #[test]
    fn only_what_differs_changes() {
        let known = [
            registered(),
            linked(EMAIL, "someone@example.org"),
            profile(Some("Ada"), Some("likes dogs")),
            prefers("zh", Some("web")),
        ];
        given(known).when(&full()).then([profile(None, Some("likes cats")), prefers("en", Some("web"))]);
    }

    #[test]
    fn another_identity_is_linked() {
        let other = RegisterCustomer { identity_id: PHONE, identity: email("other@example.org"), ..register() };
        given([registered(), linked(EMAIL, "someone@example.org")])
            .when(&other)
            .then([linked(PHONE, "other@example.org")]);
    }

    #[test]
    fn it_is_refused_for_the_erased_and_the_merged_and_beyond_the_limits() {
        given([registered(), erased()]).when(&register()).refused(Refusal::Erased);
        given([registered(), merged()]).when(&register()).refused(Refusal::MergedElsewhere { into: OTHER });
        given(many_identities()).when(&register()).refused(Refusal::TooManyIdentities);
        let long_name = RegisterCustomer { name: Some(text(&"x".repeat(201))), ..register() };
        given([]).when(&long_name).refused(Refusal::TextTooLong);
    }
}
