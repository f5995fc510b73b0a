//! Dates and times: how many of xSID's are found, by language; time.

use std::hint::black_box;
use std::ops::Range;
use std::time::Instant;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use intelligence::entities::{Declared, EntityKind, Extractor};
use intelligence::language::Language;

use crate::data::Folder;

/// Languages of the data set that we read.
const LANGUAGES: [(&str, Language); 5] =
    [("en", Language::En), ("de", Language::De), ("it", Language::It), ("ja", Language::Ja), ("zh", Language::ZhHans)];

struct Utterance {
    text: String,
    times: Vec<Range<usize>>,
}

#[derive(Default)]
struct Counts {
    times: usize,
    found: usize,
    alarms: usize,
}

/// Measures and prints. There is no goal; `valid` was looked at while word lists grew, `test` was not.
///
/// # Errors
/// When the data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let extractor = Extractor::new(&Declared::default())?;
    println!("dates and times of xSID, extractor {} (plain figures, no goal)", Extractor::VERSION);
    println!(
        "  found: a time or a stretch of time covers at least half of a datetime slot; alarms: times that touch none"
    );
    let files = data.archive("xsid/xsid.tar.xz", |name| name.ends_with(".conll"))?;
    for split in ["valid", "test"] {
        for (tag, language) in LANGUAGES {
            let name = format!("xSID-0.7/{tag}.{split}.conll");
            let (_, text) = files.iter().find(|(file, _)| *file == name).with_context(|| format!("no {name}"))?;
            print_counts(split, tag, &count(&extractor, language, &read(text)));
        }
    }
    speed(&extractor);
    Ok(())
}

fn print_counts(split: &str, tag: &str, counts: &Counts) {
    let recall = counts.found as f64 * 100.0 / counts.times.max(1) as f64;
    println!("  {split:<6}{tag}  {:>4} times, found {recall:>5.1} %, alarms {:>3}", counts.times, counts.alarms);
}

fn count(extractor: &Extractor, language: Language, utterances: &[Utterance]) -> Counts {
    let mut counts = Counts::default();
    for utterance in utterances {
        let found = extractor.extract(&utterance.text, Some(language), now());
        let spans = |kinds: &[EntityKind]| -> Vec<Range<usize>> {
            found.iter().filter(|entity| kinds.contains(&entity.kind)).map(|entity| entity.span.clone()).collect()
        };
        let all = spans(&[EntityKind::Time, EntityKind::Quantity]);
        let covered =
            |time: &&Range<usize>| all.iter().map(|span| overlap(time, span)).sum::<usize>() * 2 >= time.len();
        counts.times += utterance.times.len();
        counts.found += utterance.times.iter().filter(covered).count();
        let touches = |span: &Range<usize>| utterance.times.iter().any(|time| overlap(time, span) > 0);
        counts.alarms += spans(&[EntityKind::Time]).iter().filter(|span| !touches(span)).count();
    }
    counts
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Texts and the places of their datetime slots, from the words' tags.
fn read(conll: &str) -> Vec<Utterance> {
    let mut utterances: Vec<Utterance> = Vec::new();
    let mut from = 0;
    for line in conll.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let Some(text) = line.strip_prefix("# text") {
            let text = text.trim_start_matches([' ', '=', ':']).to_owned();
            utterances.push(Utterance { text, times: Vec::new() });
            from = 0;
        } else if let ([_, word, .., tag], Some(utterance)) = (&fields[..], utterances.last_mut())
            && let Some(at) = utterance.text[from..].find(word)
        {
            let place = from + at..from + at + word.len();
            from = place.end;
            utterance.tag(tag, place);
        }
    }
    utterances
}

impl Utterance {
    /// Takes a word's tag: where a slot begins, and how far it goes.
    fn tag(&mut self, tag: &str, place: Range<usize>) {
        match (tag.strip_suffix("datetime"), self.times.last_mut()) {
            (Some("B-" | "B-recurring_"), _) => self.times.push(place),
            (Some(_), Some(last)) => last.end = place.end,
            (None | Some(_), _) => {}
        }
    }
}

fn now() -> DateTime<Utc> {
    "2025-11-26T09:30:00Z".parse().expect("it is a time")
}

/// A turn of about a hundred characters, with and without facts.
const TURNS: [(&str, Option<Language>, &str); 4] = [
    (
        "English, nothing in it",
        Some(Language::En),
        "I would like to know why the parcel has not come yet, since the shop said that it had been sent long ago.",
    ),
    (
        "English, language unknown",
        None,
        "I would like to know why the parcel has not come yet, since the shop said that it had been sent long ago.",
    ),
    (
        "English, four in it",
        Some(Language::En),
        "The two boxes were promised for last Friday at half past five, and I paid $1,234.50 for them, thanks a lot.",
    ),
    (
        "Chinese, four in it",
        Some(Language::ZhHans),
        "我上周五买的两件外套一共花了三百块，客服说明天下午三点之前能送到，可是物流信息一直没有更新，能不能帮我看一下到底是什么情况，麻烦尽快回复我，谢谢，我真的很着急，等了好几个星期了都没有消息，请理解一下吧。",
    ),
];

fn speed(extractor: &Extractor) {
    println!("\ntime of one call, median of 2,001 (goal: ≤ 40 µs for 100 characters)");
    for (name, language, turn) in TURNS {
        let mut times: Vec<_> = (0..2_001)
            .map(|_| {
                let start = Instant::now();
                black_box(extractor.extract(black_box(turn), language, now()));
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("  {name:<26} {:>4} characters {:>7.1} µs", turn.chars().count(), times[1_000].as_secs_f64() * 1e6);
    }
    let start = Instant::now();
    black_box(Extractor::new(&Declared::default()).is_ok());
    println!("  building an extractor {:>26.1} ms", start.elapsed().as_secs_f64() * 1e3);
}
