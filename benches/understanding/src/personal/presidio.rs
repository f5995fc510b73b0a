//! Presidio's 1,500 sentences: recall and false alarms of the guard beside those of plain expressions.

use std::ops::Range;

use anyhow::Context as _;
use intelligence::language::Language;
use intelligence::personal::{PersonalClass, PersonalGuard, Settings};
use serde::Deserialize;

use super::naive;
use super::random::mix;
use super::score::{Score, covers_all, covers_half, overlap};
use crate::data::Folder;

/// Splits templates into the half that rules were developed on and the half that was looked at only by this table.
const SEED: u64 = 20_261_126;

#[derive(Deserialize)]
struct Raw {
    full_text: String,
    spans: Vec<RawSpan>,
    template_id: u64,
}

#[derive(Deserialize)]
struct RawSpan {
    entity_type: String,
    start_position: usize,
    end_position: usize,
}

struct Sentence {
    text: String,
    values: Vec<(String, Range<usize>)>,
    developed: bool,
}

/// Prints one table for each half.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let raw: Vec<Raw> = serde_json::from_value(data.json("presidio-pii/synth_dataset_v2.json.xz")?)
        .context("the sentences have another form")?;
    let sentences: Vec<Sentence> = raw.into_iter().map(Sentence::from).collect();
    for (name, developed) in [("held-out half", false), ("half that the rules were developed on", true)] {
        let half: Vec<&Sentence> = sentences.iter().filter(|sentence| sentence.developed == developed).collect();
        println!("\nPresidio, {name}: {} sentences, split by template with seed {SEED}", half.len());
        print_half(&half);
    }
    Ok(())
}

/// Goal: fewer false alarms than the plain expression at its recall, or more recall.
fn print_half(half: &[&Sentence]) {
    println!(
        "  alarms: false ones per 1,000 sentences; at equal recall: at the default threshold, or the first below it that reaches the expression's recall"
    );
    println!(
        "  BirthDate is measured on DATE_TIME, which are all dates; the guard means only those of a birth, by cue"
    );
    println!(
        "  {:<18}{:>7} | {:>13}{:>8} | {:>7}{:>8}{:>8} | {:>13}{:>8}",
        "class", "values", "expr. recall", "alarms", "recall", "masked", "alarms", "equal recall", "alarms"
    );
    for naive in naive::all() {
        let plain = score(half, naive.class, |text| Findings::of(naive.find(text)));
        let guard = guarded(half, naive.class, Settings::default().threshold);
        let equal = thresholds()
            .map(|threshold| guarded(half, naive.class, threshold))
            .find(|equal| equal.found >= plain.found);
        let equal = equal.map_or_else(
            || format!("{:>13}{:>8}", "not reached", "-"),
            |equal| format!("{:>13.1}{:>8.1}", equal.recall(), equal.alarms_per_thousand(half.len())),
        );
        println!(
            "  {:<18}{:>7} | {:>13.1}{:>8.1} | {:>7.1}{:>8.1}{:>8.1} | {equal}",
            format!("{:?}", naive.class),
            plain.values,
            plain.recall(),
            plain.alarms_per_thousand(half.len()),
            guard.recall(),
            guard.masked(),
            guard.alarms_per_thousand(half.len())
        );
    }
}

/// The default, and looser ones.
fn thresholds() -> impl Iterator<Item = f32> {
    [Settings::default().threshold, 0.45, 0.4, 0.35, 0.3].into_iter()
}

fn guarded(half: &[&Sentence], class: PersonalClass, threshold: f32) -> Score {
    let guard = PersonalGuard::new(Settings { threshold, ..Settings::default() });
    score(half, class, |text| {
        let found = guard.find(text, Some(Language::En));
        let spans = |keep: &dyn Fn(PersonalClass) -> bool| {
            found.iter().filter(|found| keep(found.class)).map(|found| found.span.clone()).collect()
        };
        Findings { class: spans(&|other| other == class), all: spans(&|_| true) }
    })
}

struct Findings {
    class: Vec<Range<usize>>,
    all: Vec<Range<usize>>,
}

impl Findings {
    fn of(class: Vec<Range<usize>>) -> Self {
        Self { all: class.clone(), class }
    }
}

fn score(half: &[&Sentence], class: PersonalClass, find: impl Fn(&str) -> Findings) -> Score {
    let mut score = Score::default();
    for sentence in half {
        let findings = find(&sentence.text);
        for (_, value) in sentence.values.iter().filter(|(kind, _)| is_meant(class, kind)) {
            score.values += 1;
            score.found += usize::from(covers_half(value, &findings.class));
            score.masked += usize::from(covers_all(&sentence.text, value, &findings.all));
        }
        let touches = |found: &Range<usize>| {
            sentence.values.iter().any(|(kind, value)| is_allowed(class, kind) && overlap(value, found) > 0)
        };
        score.alarms += findings.class.iter().filter(|found| !touches(found)).count();
    }
    score
}

/// Whether values with a label of the data set are what a class is for.
fn is_meant(class: PersonalClass, label: &str) -> bool {
    labels(class).first() == Some(&label)
}

/// Whether a finding of a class upon a value with this label is right.
fn is_allowed(class: PersonalClass, label: &str) -> bool {
    labels(class).contains(&label)
}

/// The label that a class is for, and those that may be part of it.
fn labels(class: PersonalClass) -> &'static [&'static str] {
    match class {
        PersonalClass::Email => &["EMAIL_ADDRESS"],
        PersonalClass::Phone => &["PHONE_NUMBER"],
        PersonalClass::Card => &["CREDIT_CARD"],
        PersonalClass::Iban => &["IBAN_CODE"],
        PersonalClass::Ip => &["IP_ADDRESS"],
        PersonalClass::Ssn => &["US_SSN"],
        PersonalClass::DrivingLicence => &["US_DRIVER_LICENSE"],
        PersonalClass::PostalCode => &["ZIP_CODE"],
        PersonalClass::BirthDate => &["DATE_TIME"],
        PersonalClass::Name => &["PERSON"],
        PersonalClass::Address => &["STREET_ADDRESS", "GPE", "ZIP_CODE"],
        PersonalClass::UrlCredentials
        | PersonalClass::ChineseId
        | PersonalClass::CreditCode
        | PersonalClass::HongKongId
        | PersonalClass::NationalId
        | PersonalClass::HongKongMacauPermit
        | PersonalClass::TaiwanPermit
        | PersonalClass::Passport
        | PersonalClass::Plate => &[],
    }
}

impl From<Raw> for Sentence {
    /// Places are counted in characters there and in bytes here.
    fn from(raw: Raw) -> Self {
        let mut bytes: Vec<usize> = raw.full_text.char_indices().map(|(at, _)| at).collect();
        bytes.push(raw.full_text.len());
        let place = |span: RawSpan| (span.entity_type, bytes[span.start_position]..bytes[span.end_position]);
        let values = raw.spans.into_iter().map(place).collect();
        Self {
            values,
            text: raw.full_text,
            developed: mix((raw.template_id ^ (SEED << 20)).wrapping_add(0x9E37_79B9_7F4A_7C15)) & 1 == 0,
        }
    }
}
