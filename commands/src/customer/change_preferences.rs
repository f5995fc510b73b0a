//! Changes what a Customer prefers.

use domain::customer::Customer;
use domain::customer::event::PreferencesChanged;
use domain::{Code, CustomerId, Language, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Changes what a Customer prefers. Everything they prefer stands here; what is absent they prefer no longer.
#[derive(Clone, Hash, Debug)]
pub struct ChangePreferences {
    /// Who.
    pub customer: CustomerId,
    /// Which language.
    pub language: Option<Language>,
    /// Which channel.
    pub channel: Option<Code>,
}

impl Command for ChangePreferences {
    type Aggregate = Customer;

    const NAME: &'static str = "change_preferences";

    fn stream(&self) -> StreamId {
        StreamId::Customer(self.customer)
    }

    fn decide(&self, state: &Customer, _: &Context<'_>) -> Decision {
        rules::standing(state)?;
        let after = PreferencesChanged { language: self.language.clone(), channel: self.channel.clone() };
        Ok(if after == state.preferences { Vec::new() } else { vec![after.into()] })
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::CustomerRefusal as Refusal;

    use super::super::fixtures::*;
    use super::*;
    use crate::testing::given;

    fn change(channel: Option<&'static str>) -> ChangePreferences {
        ChangePreferences { customer: CUSTOMER, language: Some("en".parse().unwrap()), channel: channel.map(code) }
    }

    fn changed(channel: Option<&'static str>) -> PreferencesChanged {
        PreferencesChanged { language: Some("en".parse().unwrap()), channel: channel.map(code) }
    }

    #[test]
    fn they_become_what_is_asked_and_nothing_else() {
        given(known()).when(&change(Some("web"))).then([changed(Some("web")).into()]);
        let events = || known().into_iter().chain([changed(Some("web")).into()]);
        given(events()).when(&change(None)).then([changed(None).into()]);
        given(events()).when(&change(Some("web"))).then_nothing();
    }

    #[test]
    fn they_are_of_someone_known() {
        given([]).when(&change(None)).refused(Refusal::NotFound);
        given([registered(), erased()]).when(&change(None)).refused(Refusal::Erased);
    }
}
