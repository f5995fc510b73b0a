//! Commands on a Customer.

mod block;
mod change_preferences;
mod change_profile;
mod claims;
mod erase;
mod erasing;
#[cfg(test)]
mod fixtures;
mod give_consent;
mod link_identity;
mod merge;
mod receive_merge;
mod register;
mod rules;
mod unblock;
mod undo_merge;
mod unlink_identity;
mod unmerge;
mod withdraw_consent;

pub use block::BlockCustomer;
pub use change_preferences::ChangePreferences;
pub use change_profile::ChangeProfile;
pub use claims::{claim, link, register, release, unlink};
pub use erase::EraseCustomer;
pub use erasing::erase;
pub(crate) use erasing::erase_absorbed;
pub use give_consent::GiveConsent;
pub use link_identity::LinkIdentity;
pub use merge::MergeCustomer;
pub use receive_merge::ReceiveMerge;
pub use register::RegisterCustomer;
pub use unblock::UnblockCustomer;
pub use undo_merge::UndoMerge;
pub use unlink_identity::UnlinkIdentity;
pub use unmerge::UnmergeCustomer;
pub use withdraw_consent::WithdrawConsent;
