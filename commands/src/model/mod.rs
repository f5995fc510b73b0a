//! Commands on models that learn.

mod promote;
mod record_training;
mod roll_back;
mod shadow;

pub use promote::Promote;
pub use record_training::RecordTraining;
pub use roll_back::RollBack;
pub use shadow::{EndShadowing, StartShadowing};
