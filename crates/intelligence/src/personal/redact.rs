//! A text without its personal data.

use std::ops::Range;

use super::{Found, PersonalClass};

/// The text with a placeholder for each finding; all else stays byte for byte. Findings may come in any order, overlap, or
/// be cut wrongly: what touches is masked as one, under the class of the longest, widened to whole characters.
#[must_use]
pub fn redact(text: &str, found: &[Found]) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut from = 0;
    for (span, class) in merged(text, found) {
        redacted.push_str(&text[from..span.start]);
        redacted.push_str(class.placeholder());
        from = span.end;
    }
    redacted.push_str(&text[from..]);
    redacted
}

/// What is masked as one: overlapping findings together.
fn merged(text: &str, found: &[Found]) -> Vec<(Range<usize>, PersonalClass)> {
    let mut all: Vec<_> = found.iter().map(|found| (widened(text, &found.span), found.class)).collect();
    all.retain(|(span, _)| !span.is_empty());
    all.sort_by_key(|(span, class)| (span.start, std::cmp::Reverse(span.end), *class));
    let mut masks: Vec<(Range<usize>, PersonalClass, usize)> = Vec::with_capacity(all.len());
    for (span, class) in all {
        match masks.last_mut() {
            Some((mask, speaker, longest)) if span.start < mask.end => {
                mask.end = mask.end.max(span.end);
                if span.len() > *longest {
                    (*speaker, *longest) = (class, span.len());
                }
            }
            _ => masks.push((span.clone(), class, span.len())),
        }
    }
    masks.into_iter().map(|(span, class, _)| (span, class)).collect()
}

/// A span within the text and on boundaries of characters.
fn widened(text: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    let mut end = span.end.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(class: PersonalClass, span: Range<usize>) -> Found {
        Found { class, span, confidence: 1.0 }
    }

    #[test]
    fn each_finding_becomes_its_placeholder() {
        let text = "write to a@b.example or 555";
        let all = [found(PersonalClass::Phone, 24..27), found(PersonalClass::Email, 9..20)];
        assert_eq!(redact(text, &all), "write to [e-mail] or [phone]");
    }

    #[test]
    fn what_overlaps_is_masked_whole() {
        let all = [found(PersonalClass::Phone, 1..4), found(PersonalClass::Card, 2..8)];
        assert_eq!(redact("a12345678b", &all), "a[card]8b");
    }

    #[test]
    fn wrong_places_do_not_panic() {
        let all = [found(PersonalClass::Name, 1..2), found(PersonalClass::Ip, 40..50)];
        assert_eq!(redact("é!", &all), "[name]!");
    }
}
