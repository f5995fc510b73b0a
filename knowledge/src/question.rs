//! What is asked, and what answers.

use domain::article::Audience;
use domain::{ArticleId, Language};
use event_store::Tenant;
use intelligence::outgoing::Outgoing;
use intelligence::search::Highlighted;

/// What is asked of the index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Whose articles.
    pub tenant: Tenant,
    /// Who will be shown them: a customer gets those for customers, an agent gets all.
    pub audience: Audience,
    /// Only articles in this language.
    pub language: Option<Language>,
    /// What is being said or typed now.
    pub text: String,
    /// What of it an encoder outside the house may read, if anything.
    pub outgoing: Option<Outgoing>,
    /// What was said before it, latest first.
    pub earlier: Vec<String>,
    /// The products and places that the conversation is about.
    pub entities: Vec<String>,
    /// The filled slots of the dialogue, as name and value.
    pub state: Vec<(String, String)>,
    /// How many hits at most.
    pub limit: usize,
}

/// An article that may answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Which.
    pub article: ArticleId,
    /// The version that was searched.
    pub version: u32,
    /// How well it fits: comparable within one answer, not between answers.
    pub score: f32,
    /// Its heading, in parts.
    pub title: Vec<Part>,
    /// What of its body speaks most of what was asked, in parts.
    pub snippet: Vec<Part>,
}

/// A part of a text, which put together are the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What stands there.
    pub text: String,
    /// Whether it was asked for.
    pub is_match: bool,
}

/// Cuts a text where matches begin and end.
pub(crate) fn parts(highlighted: &Highlighted) -> Vec<Part> {
    let (text, mut parts, mut at) = (&highlighted.text, Vec::new(), 0);
    let mut cut = |from: usize, to: usize, is_match| {
        if from < to {
            parts.push(Part { text: text[from..to].to_owned(), is_match });
        }
    };
    for range in &highlighted.ranges {
        cut(at, range.start, false);
        cut(range.start, range.end, true);
        at = range.end;
    }
    cut(at, text.len(), false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_put_together_are_the_text() {
        let highlighted = Highlighted { text: "退款 in five days".to_owned(), ranges: vec![0..6, 10..14] };
        let parts = parts(&highlighted);
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), ["退款", " in ", "five", " days"]);
        assert_eq!(parts.iter().map(|part| part.is_match).collect::<Vec<_>>(), [true, false, true, false]);
    }
}
