//! What each event makes of a customer.

use std::collections::BTreeMap;

use domain::customer::event::{CustomerEvent as E, IdentityLinked, ProfileChanged};
use domain::{Code, CustomerId};

use super::{ConsentEntry, CustomerRow, IdentityEntry};
use crate::column::Json;
use crate::views::sealed;
use crate::{Poison, Seen};

impl CustomerRow {
    /// A customer of whom nothing is known yet.
    pub(super) fn unknown(seen: &Seen<'_>, customer: CustomerId) -> Self {
        Self {
            tenant: seen.tenant(),
            id: customer,
            registered_at: None,
            source: None,
            first_seen_at: seen.at(),
            name: None,
            name_event: None,
            remark: None,
            remark_event: None,
            language: None,
            channel: None,
            identities: Json(BTreeMap::new()),
            consents: Json(BTreeMap::new()),
            blocked: false,
            merged_into: None,
            erased: false,
            conversations: 0,
            last_conversation_at: None,
            revision: None,
            position: seen.recorded.position,
        }
    }

    pub(super) fn count_conversation(&mut self, seen: &Seen<'_>) {
        self.conversations += 1;
        self.last_conversation_at = self.last_conversation_at.max(Some(seen.at()));
        self.position = seen.recorded.position;
    }

    pub(super) fn evolve(&mut self, seen: &Seen<'_>, event: &E) -> Result<(), Poison> {
        self.revision = Some(seen.recorded.revision);
        self.position = seen.recorded.position;
        match event {
            E::Registered(registered) => {
                self.registered_at = Some(seen.at());
                self.source = Some(registered.source.clone());
            }
            E::IdentityLinked(linked) => self.link(seen, linked)?,
            E::IdentityUnlinked(unlinked) => drop(self.identities.0.remove(&unlinked.identity)),
            E::ProfileChanged(changed) => self.change_profile(seen, changed)?,
            E::PreferencesChanged(changed) => {
                self.language.clone_from(&changed.language);
                self.channel.clone_from(&changed.channel);
            }
            E::ConsentGiven(given) => self.say(seen, &given.purpose, true, given.notice.as_ref()),
            E::ConsentWithdrawn(withdrawn) => self.say(seen, &withdrawn.purpose, false, None),
            E::Merged(merged) => self.merged_into = Some(merged.into),
            E::Unmerged(_) => self.merged_into = None,
            E::MergeReceived(_) | E::MergeUndone(_) => {}
            E::Blocked(_) => self.blocked = true,
            E::Unblocked(_) => self.blocked = false,
            E::Erased(_) => self.erase(),
        }
        Ok(())
    }

    fn link(&mut self, seen: &Seen<'_>, linked: &IdentityLinked) -> Result<(), Poison> {
        let entry = IdentityEntry {
            kind: linked.kind.clone(),
            value: linked.value.as_sealed().cloned().ok_or(Poison::InTheClear)?,
            event: seen.event_id(),
            verified_by: linked.verified_by.clone(),
        };
        self.identities.0.insert(linked.identity, entry);
        Ok(())
    }

    fn change_profile(&mut self, seen: &Seen<'_>, changed: &ProfileChanged) -> Result<(), Poison> {
        if let Some(name) = sealed(changed.name.as_ref())? {
            self.name = Some(name);
            self.name_event = Some(seen.event_id());
        }
        if let Some(remark) = sealed(changed.remark.as_ref())? {
            self.remark = Some(remark);
            self.remark_event = Some(seen.event_id());
        }
        Ok(())
    }

    fn say(&mut self, seen: &Seen<'_>, purpose: &Code, given: bool, notice: Option<&Code>) {
        self.consents.0.insert(purpose.clone(), ConsentEntry { given, notice: notice.cloned(), at: seen.at() });
    }

    /// What nothing can open any more need not be kept.
    fn erase(&mut self) {
        self.erased = true;
        self.name = None;
        self.name_event = None;
        self.remark = None;
        self.remark_event = None;
        self.identities.0.clear();
    }
}
