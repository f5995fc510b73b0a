//! How long understanding a turn takes, whole and in parts, on one thread.
//!
//! "In batch" is one turn after another, as an import does it; "alone" is a turn after other work has driven everything it needs
//! out of the processor's caches, as between two customers. What is measured is what the product does with a turn before it is sealed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use intelligence::entities::{Declared, Extractor};
use intelligence::intent::{IntentModel, Settings, train};
use intelligence::language::{Detector, Prior};
use intelligence::personal::PersonalGuard;
use intelligence::sentiment::MoodReader;

use crate::data::Folder;
use crate::intents::sets;

/// More than the caches of the processor hold.
const OTHER_WORK: usize = 64 << 20;
/// How many turns are read alone.
const ALONE: usize = 300;

/// Measures and prints.
///
/// # Errors
/// When a data set is missing or unreadable.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let set = sets::clinc150(data)?;
    let begun = Instant::now();
    let model = train(&set.train, &Settings::default(), 1, &mut |_| ())?;
    println!(
        "training on CLINC150: {:.2} s (goal 10), {} bytes (goal 10 MB)",
        begun.elapsed().as_secs_f64(),
        model.bytes().len()
    );
    let texts: Vec<&str> = set.test.iter().map(|example| example.text.as_str()).collect();
    let letters = texts.iter().map(|text| text.chars().count()).sum::<usize>() / texts.len();
    println!(
        "{} turns of CLINC150's test part, {letters} characters on average, {} intents",
        texts.len(),
        model.linear().labels().len()
    );
    let reader = Reader::new(model);
    reader.parts(&texts);
    print("whole turn in batch (goal 150 µs median)", &timed(&texts, |text| reader.read(text)));
    print("whole turn alone (goal 300 µs median)", &alone(&texts, &reader));
    Ok(())
}

/// Everything that understands a turn.
struct Reader {
    detector: Detector,
    mood: MoodReader,
    model: IntentModel,
    extractor: Extractor,
    guard: PersonalGuard,
}

impl Reader {
    fn new(model: IntentModel) -> Self {
        let extractor = Extractor::new(&Declared::default()).expect("nothing is declared");
        let (detector, mood, guard) = (Detector::new(), MoodReader::new(), PersonalGuard::default());
        Self { detector, mood, model, extractor, guard }
    }

    fn read(&self, text: &str) {
        let language = self.detector.detect(text, &Prior::default()).language;
        black_box(self.mood.read(text, language));
        black_box(self.model.meaning(text));
        black_box(self.extractor.extract(text, language, now()));
        black_box(self.guard.find(text, language));
    }

    fn parts(&self, texts: &[&str]) {
        let english = Some(intelligence::Language::En);
        print("  language", &timed(texts, |text| drop(black_box(self.detector.detect(text, &Prior::default())))));
        print("  mood", &timed(texts, |text| drop(black_box(self.mood.read(text, english)))));
        print("  intents", &timed(texts, |text| drop(black_box(self.model.meaning(text)))));
        print("  facts", &timed(texts, |text| drop(black_box(self.extractor.extract(text, english, now())))));
        print("  personal data", &timed(texts, |text| drop(black_box(self.guard.find(text, english)))));
    }
}

fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::UNIX_EPOCH
}

/// How long each takes, the shortest first.
fn timed(texts: &[&str], read: impl Fn(&str)) -> Vec<Duration> {
    texts.iter().for_each(|text| read(text));
    let mut taken: Vec<Duration> = texts.iter().map(|text| once(|| read(text))).collect();
    taken.sort_unstable();
    taken
}

fn alone(texts: &[&str], reader: &Reader) -> Vec<Duration> {
    let mut other = vec![0_u8; OTHER_WORK];
    let mut taken: Vec<Duration> = texts
        .iter()
        .take(ALONE)
        .map(|text| {
            other.iter_mut().step_by(64).for_each(|byte| *byte = byte.wrapping_add(1));
            black_box(&other);
            once(|| reader.read(text))
        })
        .collect();
    taken.sort_unstable();
    taken
}

fn once(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}

fn print(what: &str, taken: &[Duration]) {
    let micros = |share: usize| taken[(taken.len() - 1) * share / 100].as_secs_f64() * 1e6;
    println!("{what:<44} median {:>7.1} µs, p95 {:>7.1} µs, p99 {:>7.1} µs", micros(50), micros(95), micros(99));
}
