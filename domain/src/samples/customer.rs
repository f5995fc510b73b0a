//! Examples of what happens to a Customer.

use super::conversation::language;
use super::{Sample, code, id};
use crate::CustomerId;
use crate::customer::event::{
    Blocked, ConsentGiven, ConsentWithdrawn, Erased, IdentityLinked, IdentityUnlinked, MergeReceived, MergeUndone,
    Merged, PreferencesChanged, ProfileChanged, Registered, Unblocked, Unmerged,
};
use crate::customer::{CustomerEvent, IdentityKind};
use crate::ids::IdentityId;

const OTHER: CustomerId = CustomerId(id(6));

impl Sample<'_> {
    pub(super) fn customer(&self) -> Vec<CustomerEvent> {
        [
            vec![Registered { source: code("web") }.into()],
            self.identities(),
            self.profile(),
            consents(),
            merging(),
            standing(),
        ]
        .concat()
    }

    fn identities(&self) -> Vec<CustomerEvent> {
        let kinds = [IdentityKind::Email, IdentityKind::Phone, IdentityKind::External { system: code("crm") }];
        let linked = kinds.into_iter().zip(40..).map(|(kind, number)| {
            let (identity, value) = (IdentityId(id(number)), self.personal());
            IdentityLinked { identity, kind, value, verified_by: code("code_sent") }.into()
        });
        let (identity, kind) = (IdentityId(id(40)), IdentityKind::Email);
        let unlinked = IdentityUnlinked { identity, kind, reason: code("request") };
        linked.chain([unlinked.into()]).collect()
    }

    fn profile(&self) -> Vec<CustomerEvent> {
        vec![
            ProfileChanged { name: Some(self.personal()), remark: Some(self.personal()) }.into(),
            ProfileChanged { name: None, remark: None }.into(),
            PreferencesChanged { language: Some(language("pt-BR")), channel: Some(code("email")) }.into(),
            PreferencesChanged { language: None, channel: None }.into(),
        ]
    }
}

fn consents() -> Vec<CustomerEvent> {
    let purpose = code("external_processing");
    vec![
        ConsentGiven { purpose: purpose.clone(), notice: Some(code("privacy/3")) }.into(),
        ConsentGiven { purpose: purpose.clone(), notice: None }.into(),
        ConsentWithdrawn { purpose }.into(),
    ]
}

fn merging() -> Vec<CustomerEvent> {
    vec![
        Merged { into: OTHER }.into(),
        MergeReceived { source: OTHER }.into(),
        Unmerged { target: OTHER }.into(),
        MergeUndone { source: OTHER }.into(),
    ]
}

fn standing() -> Vec<CustomerEvent> {
    vec![
        Blocked { reason: code("abuse") }.into(),
        Unblocked { reason: code("appeal") }.into(),
        Erased { reason: code("request") }.into(),
    ]
}
