//! An article in a Markdown file.

use std::path::Path;

use super::found::Fields;
use super::front_matter;

/// The fields of the article in a file. Its title is that of the head, else the first heading, else the name of the file.
///
/// # Errors
/// When a head does not end.
pub fn fields(path: &Path, text: &str) -> Result<Fields, String> {
    let (mut head, body) = front_matter::split(text)?;
    let mut list = |name: &str| head.remove(name).unwrap_or_default();
    let (tags, entities) = (list("tags"), list("entities"));
    let mut one = |name: &str| list(name).into_iter().next();
    let title = one("title").or_else(|| knowledge::text::heading(body));
    let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(Fields {
        title: title.or_else(stem).unwrap_or_default(),
        body: body.to_owned(),
        language: one("language"),
        audience: one("audience"),
        tags,
        entities,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_first_that_there_is() {
        let title = |text: &str| fields(Path::new("a/late-refunds.md"), text).unwrap().title;
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
        assert_eq!(fields(Path::new("x.md"), text), Ok(expected));
    }
}
