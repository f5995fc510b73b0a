//! Commands on a Queue.

mod change;
mod define;
mod retire;
mod setup;

pub use change::ChangeQueue;
pub use define::DefineQueue;
pub use retire::RetireQueue;
pub use setup::QueueSetup;
