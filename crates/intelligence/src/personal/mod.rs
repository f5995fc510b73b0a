//! Personal data in a text: its class and place, never its value; and the text without it.
//!
//! Numbers are found by form and proven by check digits where they have some; what has none needs a cue beside it. Names,
//! addresses and dates of birth are found by cue alone and are therefore partial: a name that nothing announces is missed.
//!
//! ```
//! use intelligence::personal::{PersonalGuard, redact};
//!
//! let text = "Write to ann@mail.example or call +49 30 901820";
//! let found = PersonalGuard::default().find(text, None);
//! assert_eq!(redact(text, &found), "Write to [e-mail] or call [phone]");
//! ```

mod checks;
mod class;
mod cues;
mod found;
mod guard;
mod matchers;
mod numbers;
mod phone;
mod prose;
mod redact;
mod scene;
#[cfg(test)]
mod tests;

pub use class::PersonalClass;
pub use found::Found;
pub use guard::{PersonalGuard, Settings};
pub use phone::Region;
pub use redact::redact;
