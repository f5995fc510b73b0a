//! An article as it was found, before rules have looked at it.

use domain::article::{Audience, Content, Prose};
use domain::{Code, Language};
use intelligence::language::{Detector, Prior};

/// How surely a language must be recognised to stand in the log.
const SURE: f32 = 0.9;
/// What an article is in that does not say its language, when it is not recognised either.
const UNRECOGNISED: &str = "en";

/// What holds for articles that do not say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defaults {
    /// Their language; what is recognised when absent.
    pub language: Option<Language>,
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
    /// What was passed over in it.
    pub warnings: Vec<String>,
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
        let language = match language.transpose()?.or_else(|| defaults.language.clone()) {
            Some(language) => language,
            None => recognised(&self.title, &self.body),
        };
        let audience = self.audience.map(|text| audience(&text));
        Ok(Content {
            language,
            audience: audience.transpose()?.unwrap_or(defaults.audience),
            title: Prose::from(self.title.trim()),
            body: Prose::from(self.body),
            tags: self.tags.iter().map(|text| tag(text)).collect::<Result<_, _>>()?,
            entities: self.entities.into_iter().map(Prose::from).collect(),
        })
    }
}

/// The language that an article is written in.
fn recognised(title: &str, body: &str) -> Language {
    let text = format!("{title}\n{}", intelligence::markdown::plain(body));
    let found = Detector::new().detect(&text, &Prior::default());
    let sure = found.language.filter(|_| found.confidence >= SURE);
    let tag = sure.map_or(UNRECOGNISED, intelligence::language::Language::tag);
    tag.parse().expect("every language that is understood has a tag")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, said: Option<&str>, default: Option<&str>, expected: &str) {
        let fields = Fields {
            title: "x".to_owned(),
            body: body.to_owned(),
            language: said.map(str::to_owned),
            ..Fields::default()
        };
        let defaults = Defaults { language: default.map(|tag| tag.parse().unwrap()), audience: Audience::Agent };
        assert_eq!(fields.content(&defaults).unwrap().language.as_str(), expected, "{body}");
    }

    #[test]
    fn a_language_is_recognised_where_nobody_says_it() {
        let chinese = "# 退款\n\n退款会在五个工作日内退回到您的银行卡，请耐心等待。";
        check(chinese, None, None, "zh-Hans");
        check("退款會在五個工作日內退回到您的銀行卡，請耐心等候。", None, None, "zh-Hant");
        check("Die Erstattung erscheint in fünf Tagen auf Ihrem Konto.", None, None, "de");
        check("A refund is on your account within five days.", None, None, "en");
        check("4711", None, None, "en");
        check(chinese, Some("ja"), None, "ja");
        check(chinese, None, Some("fr"), "fr");
    }
}
