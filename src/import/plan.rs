//! What one conversation of a source comes to: commands in order. Made whole before the first is asked, so that a bad
//! conversation leaves nothing half-written.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use commands::agent::RegisterAgent;
use commands::customer::{LinkIdentity, RegisterCustomer};
use domain::{Code, ConversationId, CustomerId, Participant};

use super::ask::{Ask, Step};
use super::ids;

/// What one conversation of a source comes to.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The Conversation.
    pub conversation: ConversationId,
    /// Whose matter.
    pub customer: Customer,
    /// Who serves in it; many plans name the same agents.
    pub agents: Vec<RegisterAgent>,
    /// What happened, in order; the first step opens the Conversation.
    pub steps: Vec<Step>,
    /// How often each kind of thing stood in the source.
    pub seen: BTreeMap<&'static str, u64>,
    /// How often something was left out, by reason.
    pub skipped: BTreeMap<String, u64>,
}

/// A customer, with what makes them known.
#[derive(Clone, Debug)]
pub struct Customer {
    /// With their first identity.
    pub register: RegisterCustomer,
    /// Their other identities.
    pub links: Vec<LinkIdentity>,
}

impl Plan {
    /// The same for the customer who turned out to own the identity.
    pub fn of_customer(mut self, owner: CustomerId) -> Self {
        let proposed = std::mem::replace(&mut self.customer.register.customer, owner);
        if proposed != owner {
            self.customer.links.iter_mut().for_each(|link| link.customer = owner);
            self.steps.iter_mut().for_each(|step| step.ask.name_customer(proposed, owner));
        }
        self
    }
}

impl Ask {
    fn name_customer(&mut self, proposed: CustomerId, owner: CustomerId) {
        let participant = match self {
            Self::OpenConversation(open) => return open.customer = owner,
            Self::RecordTurn(turn) => &mut turn.author,
            Self::Rate(rate) => &mut rate.by,
            Self::AddTag(_)
            | Self::Assign(_)
            | Self::OfferSuggestions(_)
            | Self::PickSuggestion(_)
            | Self::QueryKnowledge(_)
            | Self::RecordCustomerLeft(_)
            | Self::Release(_)
            | Self::RequestSuggestions(_)
            | Self::Resolve(_)
            | Self::ReturnKnowledge(_)
            | Self::SelectKnowledge(_)
            | Self::SetField(_) => return,
        };
        if *participant == Participant::Customer(proposed) {
            *participant = Participant::Customer(owner);
        }
    }
}

/// A plan in the making.
#[derive(Debug)]
pub struct Draft {
    /// The Conversation.
    pub conversation: ConversationId,
    plan: Plan,
}

impl Draft {
    /// A plan without steps.
    pub fn new(conversation: ConversationId, customer: Customer, agents: Vec<RegisterAgent>) -> Self {
        let seen = BTreeMap::new();
        let plan = Plan { conversation, customer, agents, steps: Vec::new(), seen, skipped: BTreeMap::new() };
        Self { conversation, plan }
    }

    /// Adds a command that stands at a place of the source.
    pub fn add(&mut self, place: &str, at: DateTime<Utc>, ask: impl Into<Ask>) {
        let ask = ask.into();
        let id = ids::command(self.conversation.0, place, ask.name());
        self.plan.steps.push(Step { id, at, ask });
    }

    /// Counts something that stood in the source.
    pub fn saw(&mut self, what: &'static str) {
        *self.plan.seen.entry(what).or_default() += 1;
    }

    /// Counts something that is left out.
    pub fn skip(&mut self, reason: impl Into<String>) {
        *self.plan.skipped.entry(reason.into()).or_default() += 1;
    }

    /// The code that a text of the source is; counts it as left out when it is none.
    pub fn code(&mut self, what: &str, text: &str) -> Option<Code> {
        let code = text.parse().ok();
        if code.is_none() {
            self.skip(format!("{what}: not a code"));
        }
        code
    }

    /// The plan.
    pub fn finish(self) -> Plan {
        self.plan
    }
}
