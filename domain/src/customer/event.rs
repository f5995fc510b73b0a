//! What happened to a Customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use super::IdentityKind;
use crate::ids::IdentityId;
use crate::macros::events;
use crate::{Code, CustomerId, Language};

/// They became known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Registered {
    /// Where, such as `web` or an importer.
    pub source: Code,
}

/// A way to tell and reach them was verified.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IdentityLinked {
    /// The identity.
    pub identity: IdentityId,
    /// What it is.
    pub kind: IdentityKind,
    /// The address, number or id, normalised.
    pub value: Personal<String>,
    /// How it was verified, such as `code_sent` or `sso`.
    pub verified_by: Code,
}

/// A way to tell and reach them is theirs no longer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IdentityUnlinked {
    /// The identity.
    pub identity: IdentityId,
    /// What it was.
    pub kind: IdentityKind,
    /// Why.
    pub reason: Code,
}

/// What is known of them changed. Fields that are absent stay as they were.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProfileChanged {
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal<String>>,
    /// What agents should know of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Personal<String>>,
}

/// What they prefer changed. Everything they prefer stands here.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct PreferencesChanged {
    /// Which language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Which channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Code>,
}

/// They agreed to something that is done with what they say or with what is known of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConsentGiven {
    /// What for, such as `external_processing`.
    pub purpose: Code,
    /// The wording they agreed to, by its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Code>,
}

/// They do not agree to something, or no longer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConsentWithdrawn {
    /// What for.
    pub purpose: Code,
}

/// They turned out to be the same person as another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Merged {
    /// Which other goes on.
    pub into: CustomerId,
}

/// Another turned out to be the same person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MergeReceived {
    /// Which other.
    pub source: CustomerId,
}

/// They turned out to be a person of their own after all.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unmerged {
    /// Whom they were merged into.
    pub target: CustomerId,
}

/// Another turned out to be a person of their own after all.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MergeUndone {
    /// Which other.
    pub source: CustomerId,
}

/// They may not open Conversations any more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Blocked {
    /// Why.
    pub reason: Code,
}

/// They may open Conversations again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unblocked {
    /// Why.
    pub reason: Code,
}

/// Their keys are to be destroyed, for good.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Erased {
    /// Why, such as `request` or `retention`.
    pub reason: Code,
}

events! {
    /// What happened to a Customer.
    CustomerEvent "customer" {
        /// They became known.
        Registered "registered" 1 [];
        /// A way to tell and reach them was verified.
        IdentityLinked "identity_linked" 1 [value];
        /// A way to tell and reach them is theirs no longer.
        IdentityUnlinked "identity_unlinked" 1 [];
        /// What is known of them changed.
        ProfileChanged "profile_changed" 1 [name, remark];
        /// What they prefer changed.
        PreferencesChanged "preferences_changed" 1 [];
        /// They agreed to something that is done with what they say or with what is known of them.
        ConsentGiven "consent_given" 1 [];
        /// They do not agree to something, or no longer.
        ConsentWithdrawn "consent_withdrawn" 1 [];
        /// They turned out to be the same person as another.
        Merged "merged" 1 [];
        /// Another turned out to be the same person.
        MergeReceived "merge_received" 1 [];
        /// They turned out to be a person of their own after all.
        Unmerged "unmerged" 1 [];
        /// Another turned out to be a person of their own after all.
        MergeUndone "merge_undone" 1 [];
        /// They may not open Conversations any more.
        Blocked "blocked" 1 [];
        /// They may open Conversations again.
        Unblocked "unblocked" 1 [];
        /// Their keys are to be destroyed, for good.
        Erased "erased" 1 [];
    }
}

/// The field tag of the value of an identity.
pub const IDENTITY_VALUE_TAG: &str = "customer.identity_linked/value";
/// The field tag of a customer's name.
pub const NAME_TAG: &str = "customer.profile_changed/name";
/// The field tag of what agents should know of a customer.
pub const REMARK_TAG: &str = "customer.profile_changed/remark";
