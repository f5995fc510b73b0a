//! An article of the knowledge base: what agents and customers are told, in versions.

pub mod content;
pub mod embedding;
pub mod event;
pub mod prose;
pub mod refusal;
pub mod state;

pub use content::{Audience, Content};
pub use embedding::Embedding;
pub use event::ArticleEvent;
pub use prose::Prose;
pub use refusal::ArticleRefusal;
pub use state::{Article, Standing, Version};
