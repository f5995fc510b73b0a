//! The state of a Customer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use vault::Personal;

use super::event::PreferencesChanged;
use super::{Consent, CustomerEvent, CustomerRefusal, IdentityKind};
use crate::ids::IdentityId;
use crate::{Aggregate, Code, CustomerId, Meta};

/// A Customer as they stand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Customer {
    /// Whether they were ever registered.
    pub registered: bool,
    /// The ways to tell and reach them.
    pub identities: BTreeMap<IdentityId, LinkedIdentity>,
    /// The ways that were theirs once; a claim on one of them is still to be given up.
    pub former_identities: BTreeMap<IdentityId, LinkedIdentity>,
    /// What they are called.
    pub name: Option<Kept>,
    /// What agents should know of them.
    pub remark: Option<Kept>,
    /// What they prefer.
    pub preferences: PreferencesChanged,
    /// What they agree to and what not, by purpose; nothing of what they never spoke of.
    pub consents: BTreeMap<Code, Consent>,
    /// As whom they go on.
    pub merged_into: Option<CustomerId>,
    /// The customers they took in.
    pub absorbed: BTreeSet<CustomerId>,
    /// Whether they may open no Conversations.
    pub blocked: bool,
    /// That they were erased, when they were: their keys are destroyed or are about to be.
    pub erased: Option<Erasure>,
}

/// That a Customer was erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The event that says so.
    pub event_id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Code,
}

/// A sealed value with the event it is bound to.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// The event that brought it.
    pub event_id: Uuid,
    /// The value.
    pub value: Personal<String>,
}

/// A verified identity.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkedIdentity {
    /// What it is.
    pub kind: IdentityKind,
    /// Its value.
    pub value: Kept,
}

impl Aggregate for Customer {
    type Event = CustomerEvent;
    type Refusal = CustomerRefusal;

    fn evolve(&mut self, event: &CustomerEvent, meta: Meta) {
        use CustomerEvent as E;
        let kept = |value: &Personal<String>| Kept { event_id: meta.event_id, value: value.clone() };
        match event {
            E::Registered(_) => self.registered = true,
            E::IdentityLinked(linked) => {
                let identity = LinkedIdentity { kind: linked.kind.clone(), value: kept(&linked.value) };
                self.former_identities.remove(&linked.identity);
                self.identities.insert(linked.identity, identity);
            }
            E::IdentityUnlinked(unlinked) => {
                let former = self.identities.remove(&unlinked.identity);
                self.former_identities.extend(former.map(|identity| (unlinked.identity, identity)));
            }
            E::ProfileChanged(changed) => {
                self.name = changed.name.as_ref().map(kept).or_else(|| self.name.take());
                self.remark = changed.remark.as_ref().map(kept).or_else(|| self.remark.take());
            }
            E::PreferencesChanged(changed) => self.preferences = changed.clone(),
            E::ConsentGiven(given) => {
                let consent = Consent { given: true, notice: given.notice.clone(), at: meta.at };
                self.consents.insert(given.purpose.clone(), consent);
            }
            E::ConsentWithdrawn(withdrawn) => {
                let consent = Consent { given: false, notice: None, at: meta.at };
                self.consents.insert(withdrawn.purpose.clone(), consent);
            }
            E::Merged(merged) => self.merged_into = Some(merged.into),
            E::MergeReceived(received) => drop(self.absorbed.insert(received.source)),
            E::Unmerged(_) => self.merged_into = None,
            E::MergeUndone(undone) => drop(self.absorbed.remove(&undone.source)),
            E::Blocked(_) => self.blocked = true,
            E::Unblocked(_) => self.blocked = false,
            E::Erased(erased) => {
                self.erased = Some(Erasure { event_id: meta.event_id, at: meta.at, reason: erased.reason.clone() });
            }
        }
    }
}
