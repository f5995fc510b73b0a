//! Commands on an article.

mod draft;
mod encode;
#[cfg(test)]
mod fixtures;
mod publish;
mod restore;
mod retire;
mod revise;
mod rules;

pub use draft::DraftArticle;
pub use encode::EncodeArticle;
pub use publish::PublishArticle;
pub use restore::RestoreArticle;
pub use retire::RetireArticle;
pub use revise::ReviseArticle;
