//! The search for facts.

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;

use super::declared::Compiled;
use super::entity::resolve;
use super::lex::{Item, Lex, Lexer};
use super::parser::Parser;
use super::{DeclarationError, Declared, Entity};
use crate::language::Language;
use crate::scan::{Folded, is_han};

/// Finds facts in texts of one tenant.
#[derive(Debug)]
pub struct Extractor {
    declared: Compiled,
    zone: Tz,
    /// In the order of [`Language::ALL`].
    lexers: Vec<Lexer>,
}

/// Languages in Latin letters, in the order in which they are tried on a text of unknown language.
const LATIN: [Language; 6] = [Language::En, Language::Es, Language::Fr, Language::De, Language::It, Language::Pt];

impl Extractor {
    /// The version of the rules: it changes whenever a text may give another answer.
    pub const VERSION: &str = "entities-3";

    /// An extractor for what a tenant declares. Building it takes some milliseconds: keep it.
    ///
    /// # Errors
    /// When a pattern or list cannot be used.
    pub fn new(declared: &Declared) -> Result<Self, DeclarationError> {
        let lexers = Language::ALL.into_iter().map(Lexer::new).collect();
        Ok(Self { declared: Compiled::new(declared)?, zone: declared.time_zone, lexers })
    }

    /// The facts of a text, in the order of the text and without overlaps. Without a language its script decides, and among
    /// languages in Latin letters the one whose words of time and money cover most of the text. Relative dates are told from `now`,
    /// to the second, on the wall clock of the tenant's time zone.
    #[must_use]
    pub fn extract(&self, text: &str, language: Option<Language>, now: DateTime<Utc>) -> Vec<Entity> {
        let folded = Folded::new(text);
        let mut entities = Vec::new();
        self.declared.find(&folded, &mut entities);
        let (language, items) = self.cut(&folded, language);
        let utc = now.naive_utc().with_nanosecond(0).expect("every second begins");
        let parser = Parser { text: &folded, items: &items, language, utc, zone: self.zone };
        read(&parser, self.wall_clock(utc), &mut entities);
        resolve(entities)
    }

    /// At the ends of the calendar, where the zone's clock shows no time, that of UTC.
    fn wall_clock(&self, utc: NaiveDateTime) -> NaiveDateTime {
        utc.checked_add_offset(self.zone.offset_from_utc_datetime(&utc).fix()).unwrap_or(utc)
    }

    fn cut(&self, text: &Folded, language: Option<Language>) -> (Language, Vec<Item>) {
        let cut = |language: Language| (language, self.lexers[language as usize].cut(text));
        match language.or_else(|| by_script(text)) {
            Some(language) => cut(language),
            None => {
                let mut cuts = LATIN.map(cut);
                cuts.sort_by_key(|(_, items)| std::cmp::Reverse(known(items)));
                let [best, ..] = cuts;
                best
            }
        }
    }
}

/// How many characters a lexicon knows.
fn known(items: &[Item]) -> usize {
    let words = items
        .iter()
        .filter(|item| !matches!(item.lex, Lex::Digits | Lex::Mark(_) | Lex::Word | Lex::Of | Lex::And | Lex::At));
    words.map(|item| item.chars.len()).sum()
}

/// The language that a script stands for; none for Latin letters.
fn by_script(text: &Folded) -> Option<Language> {
    let has = |is: fn(char) -> bool| text.chars().iter().any(|c| is(*c));
    if has(|c| matches!(c, '\u{3040}'..='\u{30FF}')) {
        Some(Language::Ja)
    } else if has(|c| matches!(c, '\u{AC00}'..='\u{D7AF}')) {
        Some(Language::Ko)
    } else if has(is_han) {
        Some(Language::ZhHans)
    } else if has(|c| matches!(c, '\u{400}'..='\u{4FF}')) {
        Some(Language::Ru)
    } else {
        None
    }
}

/// Reads on from each word; what is found is skipped, so that no fact is read out of the middle of another.
fn read(parser: &Parser<'_>, now: NaiveDateTime, entities: &mut Vec<Entity>) {
    let mut at = 0;
    while at < parser.items.len() {
        if matches!(parser.lex(at), Some(Lex::Word | Lex::Mark(_) | Lex::Of | Lex::And)) {
            at += 1;
            continue;
        }
        let readings = [parser.amount(at), parser.time(at, now), parser.quantity(at)];
        // The longest reading; of equal ones the first.
        let best = readings.into_iter().flatten().reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((end, kind, value)) = best else {
            at += 1;
            continue;
        };
        entities.push(Entity { kind, span: parser.text.source(&parser.chars(at..end)), value });
        at = end.max(at + 1);
    }
}
