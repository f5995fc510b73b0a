//! Articles from files: Markdown with front matter, and JSON. Each becomes a draft, or another version of one, that is
//! published at once unless the importer says otherwise.

mod found;
mod front_matter;
mod json;
mod markdown;
mod run;
mod source;
mod tally;

pub use found::Defaults;
pub use run::{Importer, Publishing};
pub use source::read;
