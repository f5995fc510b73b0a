//! Facts in a text: dates, amounts, quantities, numbers, products, places; where they stand, and in normal form.
//!
//! Dates, amounts and quantities come from word lists of ten languages and small grammars over them. Numbers of orders and
//! accounts follow patterns that a tenant declares; products, places and the like stand in lists that it declares.
//!
//! Of overlapping facts one stays, see [`Entity`].
//!
//! ```
//! use intelligence::entities::{Declared, Extractor, Value};
//!
//! let now = "2025-11-26T09:30:00Z".parse().expect("it is a time");
//! let extractor = Extractor::new(&Declared::default()).expect("nothing is declared");
//! let found = extractor.extract("refund $1,234.50 tomorrow at 5 pm", None, now);
//! assert_eq!(found[0].value, Value::Amount { amount: "1234.50".to_owned(), currency: "USD".to_owned() });
//! assert_eq!(found[1].value, Value::Instant { at: "2025-11-27T17:00:00".parse().expect("it is a time") });
//! ```

mod amount;
mod decimal;
mod declared;
mod entity;
mod extractor;
mod lex;
mod number;
mod parser;
mod quantity;
#[cfg(test)]
mod tests;
mod time;

pub use declared::{DeclarationError, Declared, ItemList, ListItem, Pattern};
pub use entity::{Entity, EntityKind, Value};
pub use extractor::Extractor;
