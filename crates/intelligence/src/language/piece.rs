//! Cutting a text into pieces of one script.

use std::ops::Range;

use super::script::Script;

/// Letters of one script in a row: a word where words are written apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Where it is, in bytes.
    pub(super) span: Range<usize>,
    /// Its script; kana and Han characters in one piece count as [`Script::Han`].
    pub(super) script: Script,
    /// Letters in it.
    pub(super) letters: usize,
    /// The clause it is in, from 0.
    pub(super) clause: usize,
}

/// The pieces of a text, without what is no language: numbers, codes, addresses of pages and mail.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter { pieces: Vec::with_capacity(text.len() / 6 + 1), clause: 0, open: false, skipping: false };
    for (at, character) in text.char_indices() {
        cutter.take(text, at, character);
    }
    let Cutter { mut pieces, .. } = cutter;
    pieces.retain(|piece| piece.script != Script::Latin || !is_code(text, &piece.span));
    pieces
}

struct Cutter {
    pieces: Vec<Piece>,
    clause: usize,
    /// Whether the last piece may go on.
    open: bool,
    /// Whether the address of a page is passed over.
    skipping: bool,
}

impl Cutter {
    fn take(&mut self, text: &str, at: usize, character: char) {
        match Script::of(character) {
            Script::None => self.pause(text, at, character),
            Script::Mark => self.mark(at + character.len_utf8()),
            Script::Latin if self.skipping => {}
            Script::Kana => self.letter(at..at + character.len_utf8(), Script::Han),
            script @ (Script::Latin | Script::Cyrillic | Script::Han | Script::Hangul | Script::Other) => {
                self.letter(at..at + character.len_utf8(), script);
            }
        }
    }

    fn pause(&mut self, text: &str, at: usize, character: char) {
        self.open = false;
        if character.is_whitespace() {
            self.skipping = false;
        }
        if character == ':' && text[at..].starts_with("://") {
            self.skipping = true;
        }
        if matches!(character, '.' | '!' | '?' | ';' | ',' | ':' | '\n' | '。' | '！' | '？' | '；' | '，' | '：' | '…')
        {
            self.clause += 1;
        }
    }

    fn mark(&mut self, end: usize) {
        if let Some(last) = self.pieces.last_mut().filter(|_| self.open) {
            last.span.end = end;
        }
    }

    fn letter(&mut self, span: Range<usize>, script: Script) {
        let clause = self.clause;
        match self.pieces.last_mut().filter(|last| self.open && last.script == script) {
            Some(last) => {
                last.span.end = span.end;
                last.letters += 1;
            }
            None => self.pieces.push(Piece { span, script, letters: 1, clause }),
        }
        self.open = true;
    }
}

/// Whether a word of Latin letters is part of a code, a mail address or a name of a machine.
fn is_code(text: &str, span: &Range<usize>) -> bool {
    let mut before = text[..span.start].chars().rev();
    let mut after = text[span.end..].chars();
    let (last, first) = (before.next(), after.next());
    let (last_but_one, second) = (before.next(), after.next());
    let ties = |character: Option<char>| {
        character.is_some_and(|it| it.is_ascii_digit() || matches!(it, '@' | '_' | '\\' | '#' | '=' | '&'))
    };
    let tied = |near: Option<char>, far: Option<char>| match (near, far) {
        (Some('.' | ':'), Some(far)) => far.is_ascii_lowercase() || far.is_ascii_digit() || far == '/',
        (Some('-'), Some(far)) => far.is_ascii_digit(),
        _ => false,
    };
    ties(last) || ties(first) || tied(last, last_but_one) || tied(first, second)
}
