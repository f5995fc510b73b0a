//! What is known of a customer.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::customer::IdentityKind;
use domain::ids::IdentityId;
use domain::{Code, CustomerId, Language};
use event_store::Tenant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Sealed;

use crate::column::Json;
use crate::row::row;

row! {
    /// A customer as they stand.
    CustomerRow in "customers" keep 50_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which customer.
            id: CustomerId,
        }
        /// When they became known; nothing while only a Conversation tells of them.
        registered_at: Option<DateTime<Utc>>,
        /// Where they became known.
        source: Option<Code>,
        /// When anything was first heard of them.
        first_seen_at: DateTime<Utc>,
        /// What they are called, sealed; its tag is [`domain::customer::event::NAME_TAG`].
        name: Option<Sealed>,
        /// The event the name is bound to.
        name_event: Option<Uuid>,
        /// What agents should know of them, sealed; its tag is [`domain::customer::event::REMARK_TAG`].
        remark: Option<Sealed>,
        /// The event the remark is bound to.
        remark_event: Option<Uuid>,
        /// Which language they prefer.
        language: Option<Language>,
        /// Which channel they prefer.
        channel: Option<Code>,
        /// The ways to tell and reach them; values are sealed.
        identities: Json<BTreeMap<IdentityId, IdentityEntry>>,
        /// What they agree to and what not, by purpose.
        consents: Json<BTreeMap<Code, ConsentEntry>>,
        /// Whether they may open no Conversations.
        blocked: bool,
        /// As whom they go on.
        merged_into: Option<CustomerId>,
        /// Whether their keys are destroyed. Nothing personal is kept of them here then.
        erased: bool,
        /// How many Conversations they opened.
        conversations: u64,
        /// When they last opened one.
        last_conversation_at: Option<DateTime<Utc>>,
        /// The revision of the last event of their own stream.
        revision: Option<u64>,
        /// The position of the last event that changed this row.
        position: u64,
    }
    indexes ["tenant, first_seen_at, id"]
}

/// What a customer said last of one purpose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConsentEntry {
    /// Whether they agree.
    pub given: bool,
    /// The wording they agreed to, by its version.
    pub notice: Option<Code>,
    /// When they said so.
    pub at: DateTime<Utc>,
}

/// A verified way to tell and reach a customer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IdentityEntry {
    /// What it is.
    pub kind: IdentityKind,
    /// Its value; its tag is [`domain::customer::event::IDENTITY_VALUE_TAG`].
    pub value: Sealed,
    /// The event the value is bound to.
    pub event: Uuid,
    /// How it was verified.
    pub verified_by: Code,
}
