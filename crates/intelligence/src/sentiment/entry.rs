//! The format of the lexicons: one entry a line, four columns between tabs.
//!
//! | column | what it holds |
//! |---|---|
//! | form | a word or phrase in lower case. A final `*` makes it a stem: any ending may follow. A leading `^` asks for the start of a word where the script does not (Korean). `_` stands for a space at an end |
//! | effect | `-3` to `3`, how negative or positive the form is; or one of the [roles](Effect) below |
//! | emotion | a name of [`Emotion`], or `-` |
//! | urgency | a name of [`CueKind`], or `-` |
//!
//! Lines that start with `# ` are comments. In scripts that put spaces between words a form matches whole words only;
//! elsewhere the longest form wins, so an entry of effect `0` also shields what it contains (`音楽`, music, from `楽`, ease).

use super::{CueKind, Emotion};

/// What a form does to the mood of its turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Effect {
    /// `-3` to `3`: speaks for itself.
    Polar(i8),
    /// `thanks`: positive where nothing is asked for and nothing complained of.
    Thanks,
    /// `negates` what follows, or else what stands just before.
    Negates,
    /// `negates-back`: negates what stands just before.
    NegatesBack,
    /// `intensifies` what follows.
    Intensifies,
    /// `weakens` what follows.
    Weakens,
    /// `contrasts`: what follows counts more than what went before.
    Contrasts,
    /// `formula`: politeness, and other phrases that mean nothing by their words.
    Formula,
    /// `request`: a formula that asks for something.
    Request,
}

impl Effect {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "thanks" => Self::Thanks,
            "negates" => Self::Negates,
            "negates-back" => Self::NegatesBack,
            "intensifies" => Self::Intensifies,
            "weakens" => Self::Weakens,
            "contrasts" => Self::Contrasts,
            "formula" => Self::Formula,
            "request" => Self::Request,
            number => Self::Polar(number.parse().ok().filter(|value| (-3..=3_i8).contains(value))?),
        })
    }
}

/// A line of a lexicon.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// What is looked for, without its marks.
    pub form: String,
    /// Whether it must start a word even where words are not set apart.
    pub starts_word: bool,
    /// Whether any ending may follow.
    pub is_stem: bool,
    /// Whether it begins with a negator of its language, as "not bad" does, so that another one does not turn it.
    pub holds_negation: bool,
    /// What it does.
    pub effect: Effect,
    /// The emotion it names.
    pub emotion: Option<Emotion>,
    /// The urgency it gives.
    pub cue: Option<CueKind>,
}

impl Entry {
    /// Reads a line; `None` when it is not of the format.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        let (form, effect, emotion, cue) = (next()?, next()?, next()?, next()?);
        let (form, starts_word) = form.strip_prefix('^').map_or((form, false), |rest| (rest, true));
        let (form, is_stem) = form.strip_suffix('*').map_or((form, false), |rest| (rest, true));
        Some(Self {
            form: spaced(form)?,
            starts_word,
            is_stem,
            holds_negation: false,
            effect: Effect::parse(effect)?,
            emotion: optional(emotion, Emotion::named)?,
            cue: optional(cue, CueKind::named)?,
        })
        .filter(|_| columns.next().is_none())
    }
}

/// The form with the spaces that its outer `_` stand for; emoticons such as `^_^` keep theirs.
fn spaced(form: &str) -> Option<String> {
    let alphabetic = form.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let form = if alphabetic { form.replace('_', " ") } else { form.to_owned() };
    (!form.is_empty()).then_some(form)
}

/// `-` is nothing; anything else must be known.
fn optional<T>(text: &str, named: fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text == "-" { Some(None) } else { named(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_with_its_marks() {
        let entry = Entry::parse("disappoint*\t-2\tdisappointment\t-").expect("a line of the format");
        assert_eq!((entry.form.as_str(), entry.is_stem, entry.starts_word), ("disappoint", true, false));
        assert_eq!((entry.effect, entry.emotion), (Effect::Polar(-2), Some(Emotion::Disappointment)));
        let negator = Entry::parse("^안_\tnegates\t-\t-").expect("a line of the format");
        assert_eq!((negator.form.as_str(), negator.starts_word), ("안 ", true));
    }

    #[test]
    fn a_line_of_another_shape_is_refused() {
        for line in
            ["", "word", "word\t4\t-\t-", "word\t1\tbliss\t-", "word\t1\t-\tsoon", "*\t1\t-\t-", "a\t1\t-\t-\t-"]
        {
            assert_eq!(Entry::parse(line), None, "{line}");
        }
    }
}
