//! Which article answers: full-text search over knowledge.
//!
//! BM25 (Robertson and Zaragoza 2009) over titles, bodies and tags, by tantivy; cut into words per [`Language`], raised by
//! the entities and the dialogue state of the conversation that asks. With vectors of articles and question
//! ([`encoder`](crate::encoder)), the two rankings are fused by reciprocal rank. The index is derived: it can be thrown away and
//! filled again from the articles' events at any time, and remembers how far it has read them ([`Index::position`]).
//!
//! [`Language`]: crate::language::Language

mod admission;
mod analysis;
mod article;
mod error;
mod feedback;
mod folder;
mod fusion;
mod highlight;
mod index;
mod meaning;
mod narrow;
mod order;
mod query;
mod ranking;
mod reader;
mod schema;
mod statistics;
#[cfg(test)]
mod tests;

pub use article::{Article, Audience};
pub use error::Error;
pub use fusion::{Fused, RANK_CONSTANT, fuse};
pub use highlight::Highlighted;
pub use index::{Index, Opened};
pub use query::{Hit, Nearness, Query};
pub use ranking::Weights;
pub use reader::Reader;
