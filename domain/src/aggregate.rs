//! What every aggregate has: a state that is a fold over its events, and rules that refuse.

use std::convert::Infallible;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::DomainEvent;

/// What a fold may know of an event besides its body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meta {
    /// The event's id, to which its sealed fields are bound.
    pub event_id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// The state of one stream. Its default is the state before the first event.
pub trait Aggregate: Default + Clone + std::fmt::Debug + Send + Sync + 'static {
    /// What happens to it.
    type Event: DomainEvent;
    /// Why it turns a command down.
    type Refusal: Refusal;

    /// Whose personal data the event holds, when that is another than the one the stream is of. `self` is the state
    /// before the event.
    fn subject(&self, event: &Self::Event) -> Option<Uuid> {
        let _ = event;
        None
    }

    /// Takes one event in. Total: an event of the log is a fact, so there is nothing to refuse here.
    fn evolve(&mut self, event: &Self::Event, meta: Meta);
}

/// A rule that turned a command down.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// The rule's stable name, in upper snake case.
    fn code(&self) -> &'static str;

    /// The input field it is about, in camel case, if it is about one.
    fn field(&self) -> Option<&'static str>;
}

/// Of a stream that turns nothing down.
impl Refusal for Infallible {
    fn code(&self) -> &'static str {
        match *self {}
    }

    fn field(&self) -> Option<&'static str> {
        match *self {}
    }
}

/// Declares the refusals of a stream: `Variant [{ fields }] "CODE" (input field)? "message"`.
macro_rules! refusals {
    (
        $(#[$doc:meta])*
        $enum:ident {
            $( $(#[$variant_doc:meta])* $variant:ident $({ $($field:ident : $type:ty),* })? $code:literal $(at $input:literal)? => $message:literal; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
        pub enum $enum {
            $( $(#[$variant_doc])* #[error($message)] $variant $({ $(#[doc = "What the message names."] $field: $type),* })?, )*
        }

        impl $enum {
            /// The codes of all refusals, for the closed list of the API.
            pub const CODES: &'static [&'static str] = &[$($code),*];
        }

        impl $crate::aggregate::Refusal for $enum {
            fn code(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $code, )* }
            }

            fn field(&self) -> Option<&'static str> {
                match self { $( Self::$variant { .. } => $crate::aggregate::refusals!(@field $($input)?), )* }
            }
        }
    };
    (@field) => { None };
    (@field $input:literal) => { Some($input) };
}

pub(crate) use refusals;
