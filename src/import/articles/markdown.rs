//! An article in a Markdown file.

use std::path::Path;

use super::found::Fields;
use super::front_matter::{self, Head};

/// The names that a head may have.
const NAMES: [&str; 5] = ["title", "language", "audience", "tags", "entities"];

/// An article as its file has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// What it says.
    pub fields: Fields,
    /// The names of its head that articles have not, each with its line: often ones that are misspelt.
    pub unknown: Vec<(usize, String)>,
}

/// The article in a file. Its title is that of the head, else the first heading, else the name of the file.
///
/// # Errors
/// When a head does not end, or a line of it is no name and value.
pub fn read(path: &Path, text: &str) -> Result<Written, String> {
    let (mut head, body) = front_matter::split(text)?;
    let unknown = unknown(&head);
    let mut list = |name: &str| head.remove(name).unwrap_or_default().values;
    let (tags, entities) = (list("tags"), list("entities"));
    let mut one = |name: &str| list(name).into_iter().next();
    let title = one("title").or_else(|| intelligence::markdown::heading(body));
    let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let fields = Fields {
        title: title.or_else(stem).unwrap_or_default(),
        body: body.to_owned(),
        language: one("language"),
        audience: one("audience"),
        tags,
        entities,
    };
    Ok(Written { fields, unknown })
}

fn unknown(head: &Head) -> Vec<(usize, String)> {
    let others = head.iter().filter(|(name, _)| !NAMES.contains(&name.as_str()));
    let mut unknown: Vec<_> = others.map(|(name, field)| (field.line, name.clone())).collect();
    unknown.sort_unstable();
    unknown
}

/// What is said of a name that articles have not.
pub fn passed_over(place: &str, line: usize, name: &str) -> String {
    format!("{place}, line {line}: {name:?} is passed over: a head has {}", NAMES.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_first_that_there_is() {
        let title = |text: &str| read(Path::new("a/late-refunds.md"), text).unwrap().fields.title;
        assert_eq!(title("---\ntitle: Head\n---\n# Heading\n"), "Head");
        assert_eq!(title("text\n\n# Heading\n"), "Heading");
        assert_eq!(title("text"), "late-refunds");
    }

    #[test]
    fn the_head_is_no_part_of_the_body() {
        let text = "---\nlanguage: de\naudience: agent\ntags: [geld]\nentities: [Hafenkarte]\n---\n# Erstattung\n";
        let expected = Fields {
            title: "Erstattung".to_owned(),
            body: "# Erstattung\n".to_owned(),
            language: Some("de".to_owned()),
            audience: Some("agent".to_owned()),
            tags: vec!["geld".to_owned()],
            entities: vec!["Hafenkarte".to_owned()],
        };
        assert_eq!(read(Path::new("x.md"), text), Ok(Written { fields: expected, unknown: Vec::new() }));
    }

    #[test]
    fn a_name_that_articles_have_not_is_told_with_its_line() {
        let written = read(Path::new("x.md"), "---\ntitle: t\nlangauge: de\n---\ntext").unwrap();
        assert_eq!(written.unknown, [(3, "langauge".to_owned())]);
        assert_eq!(
            passed_over("x.md", 3, "langauge"),
            "x.md, line 3: \"langauge\" is passed over: a head has title, language, audience, tags, entities"
        );
    }
}
