//! Dialogue state: the slots a conversation has filled, as a pure fold over what its turns say.
//!
//! `DialogueState::default()`, then [`after`](DialogueState::after) turn by turn. The rules, whole:
//!
//! 1. **Values.** A customer's value fills its slot at once; a service's value is only put to the customer and fills the
//!    slot when they confirm it. Of several values for one slot in a turn the last counts.
//! 2. **Fill and change.** A value in an empty slot fills it. Another value changes it: it is filled anew and the change
//!    is counted. The same value leaves a filled or confirmed slot as it is, and fills a negated one again.
//! 3. **Open.** What a speaker puts forward in a turn, values and wishes to know a slot, is open for the other speaker,
//!    in place of what the same speaker had left open. A turn that puts nothing forward leaves it open.
//! 4. **Confirm.** A confirmation confirms every value that the other speaker left open, save slots to which the same turn
//!    gives another value ("yes, but on Friday"): those change. With nothing open it does nothing.
//! 5. **Deny.** A denial negates every value that the other speaker left open, unless the slot holds another value, which
//!    stands. A value named in a denial is negated where it was open or stands ("not Friday"), and fills elsewhere
//!    ("no, Monday"). A denial of a service's offer is remembered as a negated slot, so that it is not offered again.
//! 6. **Answered.** A confirmation or denial closes the values the other speaker left open, and so does another value, or
//!    the same, for their slot. A wish to know a slot closes when the other speaker names a value for it or confirms one; a
//!    value that was known before does not close it, since who asks again wants to hear again.
//! 7. **Intents.** A customer's intents go on top of the stack, the first named uppermost; one that lies below comes up
//!    again. What is done leaves the stack.
//!
//! What to do next is learned apart from these rules: [`NextAction`] ranks actions in a [`Situation`].

mod facts;
mod form;
#[cfg(test)]
mod laws;
mod next_action;
mod open;
mod situation;
mod slot;
mod state;
#[cfg(test)]
mod talks;

pub use facts::{Act, SlotValue, Speaker, TurnFacts};
pub use form::Form;
pub use next_action::{NextAction, RankedAction};
pub use open::Open;
pub use situation::Situation;
pub use slot::{Slot, Status};
pub use state::DialogueState;
