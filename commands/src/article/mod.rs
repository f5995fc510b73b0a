//! Commands on an article.

mod draft;
#[cfg(test)]
mod fixtures;
mod publish;
mod restore;
mod retire;
mod revise;
mod rules;

pub use draft::DraftArticle;
pub use publish::PublishArticle;
pub use restore::RestoreArticle;
pub use retire::RetireArticle;
pub use revise::ReviseArticle;
