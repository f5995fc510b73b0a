//! Which language a text is in.
//!
//! Scripts come first: kana is Japanese, hangul Korean, Cyrillic letters Russian unless letters or words say otherwise,
//! Han characters Chinese or Japanese by the characters themselves. Among the six languages in Latin letters, letters after
//! letters (up to four before each, edges of words included) and listed words tell which; a second, smaller table knows
//! twelve languages that must not pass for ours. What earlier turns were in is the [`Prior`].
//!
//! ```
//! use intelligence::language::{Detector, Language, Prior};
//!
//! let detection = Detector::new().detect("Wo bleibt meine Bestellung?", &Prior::default());
//! assert_eq!(detection.language, Some(Language::De));
//! ```

mod cjk;
mod cyrillic;
mod detection;
mod detector;
mod gathering;
mod han;
mod key;
mod latin;
mod piece;
mod prior;
mod reading;
mod script;
mod switch;
mod table;
mod tag;
mod western;

pub use detection::{Detection, LanguageSpan};
pub use detector::Detector;
pub use prior::Prior;
pub use tag::Language;

#[cfg(test)]
mod phrases;
#[cfg(test)]
mod tests;
