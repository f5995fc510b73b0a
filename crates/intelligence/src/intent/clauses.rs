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
        if normal.text[word.range.end..after].contains([',', '.', ';', '!', '，', '。', '；', '！', '、', '\n'])
            || normal.word(word) == "?"
        {
            close(&mut open, &mut count);
        }
    }
    close(&mut open, &mut count);
    clauses
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
