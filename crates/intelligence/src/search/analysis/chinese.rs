//! Chinese words, by jieba.

use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::{Purpose, Token};

/// jieba's dictionary: 33 MB and 0.1 s, spent when the first Chinese text comes and not before.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Appends the words of a run of Chinese characters, and the shorter words within them.
pub(super) fn append(
    found: &mut Vec<Token>,
    text: &str,
    range: Range<usize>,
    purpose: Purpose<'_>,
    position: usize,
) -> usize {
    let run = &text[range.clone()];
    if let Purpose::Show(words) = purpose {
        // cutting a long text takes longer than looking for a few words in it
        found.extend(words.keys().flat_map(|word| occurrences(run, word, range.start, position)));
        return 0;
    }
    let mut last = 0;
    for word in JIEBA.cut_for_search(run, false) {
        last = last.max(word.start);
        found.push(Token {
            text: word.word.to_owned(),
            range: range.start + word.byte_start..range.start + word.byte_end,
            position: position + word.start,
        });
    }
    last
}

fn occurrences(run: &str, word: &str, start: usize, position: usize) -> impl Iterator<Item = Token> {
    let at = |(at, word): (usize, &str)| Token {
        text: word.to_owned(),
        range: start + at..start + at + word.len(),
        position,
    };
    run.match_indices(word).map(at).collect::<Vec<_>>().into_iter()
}
