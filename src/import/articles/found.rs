//! An article as it was found, before rules have looked at it.

use domain::article::{Audience, Content, Prose};
use domain::{Code, Language};

/// What holds for articles that do not say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defaults {
    /// Their language.
    pub language: Language,
    /// For whom they are written.
    pub audience: Audience,
}

/// An article in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What tells it from others of the source: its id there, or the path of its file.
    pub key: String,
    /// Where it was found, to be named when something is wrong with it.
    pub place: String,
    /// What it says.
    pub content: Content,
}

/// An article's fields as texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fields {
    /// The heading.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// The language, if it says so.
    pub language: Option<String>,
    /// For whom it is written, if it says so.
    pub audience: Option<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// The products and places it is about.
    pub entities: Vec<String>,
}

impl Fields {
    /// What the article says.
    ///
    /// # Errors
    /// The field that cannot be read, and why.
    pub fn content(self, defaults: &Defaults) -> Result<Content, String> {
        let language = self.language.map(|text| text.parse().map_err(|error| format!("language {text}: {error}")));
        let audience = self.audience.map(|text| audience(&text));
        Ok(Content {
            language: language.transpose()?.unwrap_or_else(|| defaults.language.clone()),
            audience: audience.transpose()?.unwrap_or(defaults.audience),
            title: Prose::from(self.title.trim()),
            body: Prose::from(self.body),
            tags: self.tags.iter().map(|text| tag(text)).collect::<Result<_, _>>()?,
            entities: self.entities.into_iter().map(Prose::from).collect(),
        })
    }
}

fn audience(text: &str) -> Result<Audience, String> {
    match text.to_lowercase().as_str() {
        "customer" => Ok(Audience::Customer),
        "agent" => Ok(Audience::Agent),
        _ => Err(format!("audience {text}: it is customer or agent")),
    }
}

/// A tag holds no spaces.
fn tag(text: &str) -> Result<Code, String> {
    let joined = text.split_whitespace().collect::<Vec<_>>().join("_");
    joined.parse().map_err(|error| format!("tag {text}: {error}"))
}
