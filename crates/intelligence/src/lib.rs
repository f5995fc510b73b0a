//! Text in, understanding out: which language, which intent, which mood, which facts, which personal data, which article.
//!
//! No network, no clock, no randomness: the same text gives the same answer on every run, machine and build profile, and
//! every answer says what it rests on. The one exception are the optional [`encoder`]s that ask a provider.
//!
//! | part | what it answers |
//! |---|---|
//! | [`language`] | which language, and where it changes within a text |
//! | [`text`] | how a text is cut into words and characters |
//! | [`markdown`] | the words of a Markdown text, without its marks |
//! | [`words`] | which words mean alike, from texts without labels |
//! | [`linear`] | the trainable model that intents and moods share |
//! | [`intent`] | what is wanted, how surely, and when it is nothing we know |
//! | [`sentiment`] | mood, its trend, urgency, emotion |
//! | [`entities`] | dates, amounts, quantities, numbers, products, places; where and normalised |
//! | [`personal`] | which personal data a text holds, and the text without it |
//! | [`outgoing`] | what of a text may leave this machine |
//! | [`dialogue`] | the slots a conversation has filled so far, and which action comes next |
//! | [`search`] | which article answers |
//! | [`encoder`] | vectors of sentences, from models of others |

pub mod dialogue;
pub mod encoder;
pub mod entities;
pub mod intent;
pub mod language;
pub mod linear;
pub mod mapped;
pub mod markdown;
pub mod outgoing;
pub mod personal;
mod random;
mod scan;
pub mod search;
pub mod sentiment;
pub mod text;
pub mod words;

pub use language::Language;
