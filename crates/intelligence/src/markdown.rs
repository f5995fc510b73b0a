//! The words of a Markdown text, without its marks: what is searched and shown in snippets.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The words of a Markdown text: a line for each paragraph, heading, item or row. Addresses of links and raw HTML are left out.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in parse(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::End(end) if ends_a_line(end) && !text.ends_with('\n') => text.push('\n'),
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The first heading of the first level that stands in a Markdown text, on one line.
#[must_use]
pub fn heading(markdown: &str) -> Option<String> {
    let mut events = parse(markdown);
    events.find(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))?;
    let mut heading = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => heading.push_str(&words),
            Event::End(TagEnd::Heading(_)) => break,
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => heading.push(' '),
        }
    }
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    (!heading.is_empty()).then_some(heading)
}

fn parse(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

fn ends_a_line(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::BlockQuote(_)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    #[test]
    fn the_words_stay_and_the_marks_go() {
        let check = |markdown: &str, expected: &str| assert_eq!(plain(markdown), expected, "{markdown}");
        check("# Refunds\n\nIn **five** [days](https://bank.example/x).", "Refunds\nIn five days.");
        check("- one\n- `two`\n", "one\ntwo");
        check("| fee | price |\n|---|---|\n| card | 5 |\n", "fee price \ncard 5");
        check("a line\nbroken softly", "a line broken softly");
        check("<b>bold</b> ![alt](x.png)", "bold alt");
        check("退款**五天**内到账", "退款五天内到账");
    }

    #[test]
    fn the_title_is_the_first_heading_of_the_first_level() {
        assert_eq!(heading("intro\n\n# A *title* `x`\n\n# Another"), Some("A title x".to_owned()));
        assert_eq!(heading("## Lower"), None);
        assert_eq!(heading("#\n"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_words_or_none(markdown in any::<String>()) {
            let _ = (plain(&markdown), heading(&markdown));
        }
    }
}
