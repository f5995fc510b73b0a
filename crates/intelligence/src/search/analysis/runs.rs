//! A text cut where its script changes and where words end.

use std::ops::Range;

/// How a run of characters is cut further.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    /// Letters and digits of scripts that put spaces between words.
    Letters,
    /// Chinese characters.
    Han,
    /// Hiragana, Katakana, and Chinese characters beside them.
    Kana,
    /// Korean.
    Hangul,
}

/// Characters of one script in a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Run {
    /// Their script.
    pub(super) script: Script,
    /// Where they stand, in bytes.
    pub(super) range: Range<usize>,
}

/// The runs of a text, in its order; what is neither letter nor digit separates them.
pub(super) fn of(text: &str) -> Vec<Run> {
    let mut runs = Vec::<Run>::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match (script(character), runs.last_mut()) {
            (Class::Separator, _) => open = false,
            (Class::Mark, Some(run)) if open => run.range.end = end,
            (Class::Mark, _) => {}
            (Class::Of(script), Some(run)) if open && joined(run.script, script).is_some() => {
                run.script = joined(run.script, script).unwrap_or(script);
                run.range.end = end;
            }
            (Class::Of(script), _) => {
                runs.push(Run { script, range: at..end });
                open = true;
            }
        }
    }
    runs
}

/// Japanese mixes its scripts within a word.
fn joined(left: Script, right: Script) -> Option<Script> {
    match (left, right) {
        (Script::Han, Script::Kana) | (Script::Kana, Script::Han) => Some(Script::Kana),
        (left, right) => (left == right).then_some(left),
    }
}

enum Class {
    Of(Script),
    /// Belongs to the character before it.
    Mark,
    Separator,
}

fn script(character: char) -> Class {
    match character {
        '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}' => Class::Mark,
        character if is_han(character) => Class::Of(Script::Han),
        '\u{3041}'..='\u{3096}' | '\u{309B}'..='\u{309F}' => Class::Of(Script::Kana),
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => {
            Class::Of(Script::Kana)
        }
        '\u{1100}'..='\u{115F}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => Class::Of(Script::Hangul),
        character if unicode_normalization::char::is_combining_mark(character) => Class::Mark,
        character if character.is_alphanumeric() => Class::Of(Script::Letters),
        _ => Class::Separator,
    }
}

/// Whether a character is a Chinese one, the iteration mark and the zero included.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}
