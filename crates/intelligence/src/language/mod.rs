//! Which language a text is in.

mod tag;

pub use tag::Language;
