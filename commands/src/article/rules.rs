//! The rules that commands on an article have in common.

pub(super) use domain::article::ArticleRefusal as Refusal;
use domain::article::{Article, ArticleEvent, Content, Prose, Version};

/// The longest line, in characters: a title, the name of a product or place.
const MAX_LINE_CHARS: usize = 200;
/// The longest body, in bytes.
const MAX_BODY_BYTES: usize = 64 * 1024;
const MAX_TAGS: usize = 25;
const MAX_ENTITIES: usize = 50;

/// What every command on an article decides.
pub(super) type Decision = Result<Vec<ArticleEvent>, Refusal>;

/// Its latest version; it was drafted and is not retired.
pub(super) fn standing(state: &Article) -> Result<&Version, Refusal> {
    let latest = state.latest.as_ref().ok_or(Refusal::NotFound)?;
    if state.retired { Err(Refusal::Retired) } else { Ok(latest) }
}

/// What it says keeps within the limits.
pub(super) fn valid(content: &Content) -> Result<(), Refusal> {
    if !is_line(&content.title) {
        return Err(Refusal::InvalidTitle);
    }
    if !is_body(&content.body) {
        return Err(Refusal::InvalidBody);
    }
    if content.tags.len() > MAX_TAGS {
        return Err(Refusal::TooManyTags);
    }
    let few = content.entities.len() <= MAX_ENTITIES;
    if few && content.entities.iter().all(is_line) { Ok(()) } else { Err(Refusal::InvalidEntities) }
}

fn is_line(text: &Prose) -> bool {
    let text = text.as_str();
    !text.trim().is_empty() && text.chars().count() <= MAX_LINE_CHARS && !text.chars().any(char::is_control)
}

/// A zero byte cannot stand in a text column of every engine.
fn is_body(text: &Prose) -> bool {
    let text = text.as_str();
    !text.trim().is_empty() && text.len() <= MAX_BODY_BYTES && !text.contains('\0')
}

#[cfg(test)]
mod tests {
    use domain::Code;

    use super::super::fixtures::content;
    use super::*;

    fn check(change: impl FnOnce(&mut Content), expected: Option<&Refusal>) {
        let mut changed = content("in five days");
        change(&mut changed);
        assert_eq!(valid(&changed).err().as_ref(), expected, "{changed:?}");
    }

    #[test]
    fn a_title_is_a_line_and_a_body_is_bounded() {
        check(|_| {}, None);
        for title in ["", "  ", "two\nlines", &"x".repeat(201)] {
            check(|content| content.title = title.into(), Some(&Refusal::InvalidTitle));
        }
        check(|content| content.title = "退".repeat(200).into(), None);
        for body in ["", "\n", "a\0b", &"x".repeat(MAX_BODY_BYTES + 1)] {
            check(|content| content.body = body.into(), Some(&Refusal::InvalidBody));
        }
        check(|content| content.body = "x".repeat(MAX_BODY_BYTES).into(), None);
    }

    #[test]
    fn there_are_only_so_many_tags_and_entities() {
        check(|content| content.tags = vec![Code::known("a"); 26], Some(&Refusal::TooManyTags));
        check(|content| content.entities = vec!["Harbour".into(); 51], Some(&Refusal::InvalidEntities));
        check(|content| content.entities = vec!["".into()], Some(&Refusal::InvalidEntities));
    }
}
