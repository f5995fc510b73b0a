//! Where a turn may go over to another wish.

use std::ops::Range;

use crate::text::{Normal, Word};

/// Words that may join two wishes. Those of languages without spaces are found as characters.
const JOINTS: [&str; 30] = [
    "and",
    "also",
    "then",
    "plus",
    "but",
    "und",
    "auch",
    "außerdem",
    "dann",
    "et",
    "aussi",
    "puis",
    "y",
    "también",
    "además",
    "luego",
    "e",
    "anche",
    "poi",
    "inoltre",
    "também",
    "depois",
    "и",
    "также",
    "еще",
    "потом",
    "그리고",
    "또",
    "또한",
    "or",
];

/// The same where no spaces are written.
const JOINTS_WITHOUT_SPACES: [&str; 10] =
    ["还有", "另外", "然后", "并且", "顺便", "還有", "然後", "並且", "それと", "それから"];

/// The fewest words of a clause (characters, where no spaces are written).
const FEWEST: usize = 2;

/// The clauses of a text, as bytes of [`Normal::text`]; one, when nothing joins two.
pub(super) fn clauses(normal: &Normal) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut words = normal.words.iter().peekable();
    let mut open: Option<Range<usize>> = None;
    let mut count = 0;
    let mut close = |open: &mut Option<Range<usize>>, count: &mut usize| {
        let clause = open.take();
        if let Some(clause) = clause.filter(|_| *count >= FEWEST) {
            clauses.push(clause);
        }
        *count = 0;
    };
    while let Some(word) = words.next() {
        if let Some(joint) = joint(normal, word) {
            close(&mut open, &mut count);
            while words.next_if(|next| next.range.start < joint).is_some() {}
            continue;
        }
        let start = open.as_ref().map_or(word.range.start, |open| open.start);
        open = Some(start..word.range.end);
        count += 1;
        let after = words.peek().map_or(normal.text.len(), |next| next.range.start);
        if ends(normal, word.range.end..after) || normal.word(word) == "?" {
            close(&mut open, &mut count);
        }
    }
    close(&mut open, &mut count);
    clauses
}

/// Whether a clause ends between two words. What stands within a number, such as `49.99` and `1,000`, ends none.
fn ends(normal: &Normal, between: Range<usize>) -> bool {
    let (before, mark, after) =
        (&normal.text[..between.start], &normal.text[between.clone()], &normal.text[between.end..]);
    let is_in_number = matches!(mark, "." | ",")
        && before.ends_with(|last: char| last.is_ascii_digit())
        && after.starts_with(|next: char| next.is_ascii_digit());
    !is_in_number && mark.contains([',', '.', ';', '!', '，', '。', '；', '！', '、', '\n'])
}

/// Where the joint that begins with a word ends.
fn joint(normal: &Normal, word: &Word) -> Option<usize> {
    if word.ideograph {
        let rest = &normal.text[word.range.start..];
        let joint = JOINTS_WITHOUT_SPACES.iter().find(|joint| rest.starts_with(**joint))?;
        return Some(word.range.start + joint.len());
    }
    JOINTS.contains(&normal.word(word)).then_some(word.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let normal = Normal::of(text);
        clauses(&normal).into_iter().map(|clause| normal.text[clause].to_owned()).collect()
    }

    #[test]
    fn numbers_stay_whole() {
        let charged = ["where is my refund?", "i was charged $49.99 twice"];
        assert_eq!(cut("Where is my refund? I was charged $49.99 twice"), charged);
        assert_eq!(cut("I paid 1,000 euros, where is it"), ["i paid 1,000 euros", "where is it"]);
        assert_eq!(cut("It is number 12. Where is it"), ["it is number 12", "where is it"]);
    }
}
