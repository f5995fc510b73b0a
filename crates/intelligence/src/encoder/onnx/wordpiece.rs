//! WordPiece: words as pieces of a vocabulary.

use std::collections::HashMap;

use super::basic::words;
use super::error::OnnxError;

/// A longer word is unknown, as in the reference implementation.
const LONGEST_WORD: usize = 100;

/// A vocabulary of pieces (Wu et al. 2016, "Google's Neural Machine Translation System", as BERT uses it).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordPiece {
    ids: HashMap<Box<str>, i64>,
    lowercase: bool,
    start: i64,
    end: i64,
    unknown: i64,
    padding: i64,
}

impl WordPiece {
    /// Reads a vocabulary, one piece in a line; pieces within words begin with `##`.
    ///
    /// # Errors
    /// [`OnnxError::NoToken`].
    pub fn parse(vocabulary: &str, lowercase: bool) -> Result<Self, OnnxError> {
        let ids: HashMap<Box<str>, i64> = vocabulary.lines().map(|line| line.trim_end().into()).zip(0..).collect();
        let token = |name: &'static str| ids.get(name).copied().ok_or(OnnxError::NoToken(name));
        let (start, end, unknown, padding) = (token("[CLS]")?, token("[SEP]")?, token("[UNK]")?, token("[PAD]")?);
        Ok(Self { ids, lowercase, start, end, unknown, padding })
    }

    /// What a model reads of a text: at most so many pieces, with the two that begin and end it.
    #[must_use]
    pub fn ids(&self, text: &str, most: usize) -> Vec<i64> {
        let mut ids = vec![self.start];
        let room = most.saturating_sub(1);
        for word in words(text, self.lowercase) {
            if ids.len() >= room {
                break;
            }
            self.cut(&word, &mut ids);
        }
        ids.truncate(room.max(1));
        ids.push(self.end);
        ids
    }

    /// What fills up a text that is too short.
    pub(super) fn padding(&self) -> i64 {
        self.padding
    }

    /// The highest number that [`ids`](Self::ids) gives.
    pub(super) fn highest(&self) -> i64 {
        self.ids.values().copied().max().unwrap_or(0)
    }

    /// Adds the pieces of a word, the longest first; one that cannot be cut whole is unknown.
    fn cut(&self, word: &str, ids: &mut Vec<i64>) {
        let first = ids.len();
        if word.chars().nth(LONGEST_WORD).is_some() {
            ids.push(self.unknown);
            return;
        }
        let mut from = 0;
        while from < word.len() {
            let Some((id, length)) = self.longest(&word[from..], from > 0) else {
                ids.truncate(first);
                ids.push(self.unknown);
                return;
            };
            ids.push(id);
            from += length;
        }
    }

    /// The longest piece that a text begins with.
    fn longest(&self, text: &str, is_within: bool) -> Option<(i64, usize)> {
        let marked = if is_within { format!("##{text}") } else { text.to_owned() };
        let mark = marked.len() - text.len();
        let ends = text.char_indices().map(|(start, c)| start + c.len_utf8()).rev();
        ends.filter_map(|end| Some((*self.ids.get(&marked[..mark + end])?, end))).next()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\naff\n?\n我\n";

    fn pieces() -> WordPiece {
        WordPiece::parse(VOCABULARY, true).unwrap()
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(pieces().ids("Unaffable? 我", 99), [2, 4, 5, 6, 8, 9, 3]);
    }

    #[test]
    fn a_word_that_cannot_be_cut_whole_is_unknown() {
        assert_eq!(pieces().ids("unaffected aff", 99), [2, 1, 7, 3]);
        assert_eq!(pieces().ids(&"un".repeat(51), 99), [2, 1, 3]);
    }

    #[test]
    fn tokens_written_by_a_customer_are_only_text() {
        let found = pieces().ids("[SEP]", 99);
        assert_eq!(found, [2, 1, 1, 1, 3]);
    }

    #[test]
    fn long_texts_are_cut_off_before_the_end_token() {
        assert_eq!(pieces().ids("unaffable unaffable", 4), [2, 4, 5, 3]);
    }

    #[test]
    fn a_vocabulary_needs_the_tokens_of_bert() {
        let error = WordPiece::parse("[PAD]\n[CLS]\n[SEP]", true).unwrap_err();
        assert_eq!(error.to_string(), "the vocabulary has no [UNK]: it is not one of BERT's WordPiece");
        assert!(WordPiece::parse("", true).is_err());
    }

    proptest! {
        #[test]
        fn any_text_has_pieces(text in any::<String>(), most in 0_usize..20, lowercase in any::<bool>()) {
            let ids = WordPiece::parse(VOCABULARY, lowercase).unwrap().ids(&text, most);
            prop_assert!((2..=most.max(2)).contains(&ids.len()), "{ids:?}");
            prop_assert!(ids.first() == Some(&2) && ids.last() == Some(&3));
        }
    }
}
