//! Words that are put together from parts: compound numbers, weekdays of named weeks.

use super::{Lex, Unit};
use crate::language::Language;

/// All of a language.
pub(super) fn words(language: Language) -> Vec<(Lex, String)> {
    match language {
        Language::De => german(),
        Language::It => italian(),
        Language::Ko => korean(),
        Language::ZhHans | Language::ZhHant => chinese(),
        Language::En | Language::Es | Language::Fr | Language::Ja | Language::Pt | Language::Ru => Vec::new(),
    }
}

/// `einundzwanzig` to `neunundneunzig`, and hundreds in one word.
fn german() -> Vec<(Lex, String)> {
    const ONES: [&str; 9] = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
    const TENS: [&str; 8] = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let mut words = Vec::new();
    for (one, ones) in (1..).zip(ONES) {
        words.extend((2..).zip(TENS).map(|(ten, tens)| (Lex::Number(ten * 10 + one), format!("{ones}und{tens}"))));
        words.push((Lex::Number(one * 100), format!("{ones}hundert")));
        words.push((Lex::Number(one * 100 + 50), format!("{ones}hundertfünfzig")));
    }
    words
}

/// `ventuno` to `novantanove`, and `duecento` to `novecento`.
fn italian() -> Vec<(Lex, String)> {
    const ONES: [&str; 9] = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"];
    const TENS: [&str; 8] = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
    let mut words = Vec::new();
    for (one, ones) in (1..).zip(ONES) {
        for (ten, tens) in (2..).zip(TENS) {
            let stem = if matches!(one, 1 | 8) { &tens[..tens.len() - 1] } else { tens };
            words.push((Lex::Number(ten * 10 + one), format!("{stem}{ones}")));
        }
        words.push((Lex::Number(one * 100), format!("{ones}cento")));
    }
    words
}

/// `월요일`, and with the week before it.
fn korean() -> Vec<(Lex, String)> {
    let mut words = Vec::new();
    for (week, prefixes) in [(0, ["이번 주 ", "이번주 "]), (1, ["다음 주 ", "다음주 "]), (-1, ["지난 주 ", "지난주 "])]
    {
        for (day, name) in (0..).zip("월화수목금토일".chars()) {
            words.extend(prefixes.map(|prefix| (Lex::WeekdayOf(week, day), format!("{prefix}{name}요일"))));
        }
    }
    words
}

/// `周五`, `下周五`, `上个星期天`; and `下周`, `上个月`.
fn chinese() -> Vec<(Lex, String)> {
    const WEEKS: [&str; 9] = ["周", "週", "星期", "礼拜", "禮拜", "个星期", "個星期", "个礼拜", "個禮拜"];
    const STEPS: [(i32, &[&str]); 5] =
        [(0, &["这", "這", "本"]), (1, &["下"]), (-1, &["上"]), (2, &["下下"]), (-2, &["上上"])];
    let mut words = Vec::new();
    for (day, name) in [0, 1, 2, 3, 4, 5, 6, 6].into_iter().zip("一二三四五六日天".chars()) {
        for week in WEEKS {
            words.push((Lex::Weekday(day), format!("{week}{name}")));
            for (step, prefixes) in STEPS {
                words
                    .extend(prefixes.iter().map(|prefix| (Lex::WeekdayOf(step, day), format!("{prefix}{week}{name}"))));
            }
        }
    }
    for (step, prefixes) in STEPS {
        for prefix in prefixes {
            words.extend(WEEKS.map(|week| (Lex::Rel(Unit::Week, step), format!("{prefix}{week}"))));
            words.extend(["月", "个月", "個月"].map(|month| (Lex::Rel(Unit::Month, step), format!("{prefix}{month}"))));
        }
    }
    words
}
