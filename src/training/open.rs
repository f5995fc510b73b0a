//! Opening what was said, to learn from it.

use domain::conversation::event::TURN_TEXT_TAG;
use event_store::Tenant;
use intelligence::personal::{PersonalGuard, redact};
use uuid::Uuid;
use vault::{Access, FieldContext, Opened, Sealed, Vault};

use crate::progress::Progress;

/// Opens turns one after the other, and counts those that it may not or cannot open.
pub(super) struct Opening<'a> {
    vault: &'a Vault,
    tenant: &'a Tenant,
    guard: PersonalGuard,
    progress: Progress,
    done: u64,
    redacted: u64,
    erased: u64,
}

impl<'a> Opening<'a> {
    pub(super) fn of(vault: &'a Vault, tenant: &'a Tenant, turns: usize) -> Self {
        let progress = Progress::start("turns", Some(turns as u64));
        Self { vault, tenant, guard: PersonalGuard::default(), progress, done: 0, redacted: 0, erased: 0 }
    }

    /// The text of a turn without the personal data that is found in it; nothing when it was redacted, or its customer was
    /// erased.
    pub(super) async fn text(
        &mut self,
        event_id: Uuid,
        sealed: &Sealed,
        is_redacted: bool,
    ) -> anyhow::Result<Option<String>> {
        self.done += 1;
        self.progress.set(self.done);
        if is_redacted {
            self.redacted += 1;
            return Ok(None);
        }
        let access = Access { actor: "operator".into(), purpose: "model.train" };
        let place = FieldContext { tenant: self.tenant.as_str(), event_id, tag: TURN_TEXT_TAG };
        match self.vault.open::<String>(place, sealed, &access).await? {
            Opened::Clear(text) => Ok(Some(redact(&text, &self.guard.find(&text, None)))),
            Opened::Erased => {
                self.erased += 1;
                Ok(None)
            }
        }
    }

    /// How many were not opened, and why.
    pub(super) fn finish(self) -> Vec<(&'static str, u64)> {
        self.progress.finish();
        let left_out = [("redacted", self.redacted), ("of erased customers", self.erased)];
        left_out.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}
