//! Which reply the wizard picks next.

use std::collections::BTreeMap;

use intelligence::dialogue::{NextAction, Situation};
use intelligence::intent::calibration_error;

use super::replay::picks;
use super::split::{SEED, Split};
use super::star::Dialogue;

/// A situation with what was picked in it.
type Pick = (Situation, String);

/// Trains on all picks of the training dialogues and prints how well the others' are predicted.
///
/// # Errors
/// When the model cannot be trained.
pub fn run(split: &Split) -> anyhow::Result<()> {
    let train = all(&split.train);
    let settings = NextAction::settings();
    let model = NextAction::train(&train, &settings, SEED)?;
    println!("Next reply: the template that the wizard picks (163 labels, free replies of one's own among them)");
    println!("from {} picks of {} dialogues; {} bytes", train.len(), split.train.len(), model.bytes().len());
    println!("{:34} {:>6} {:>6} {:>6} {:>6}", "", "picks", "first", "top 3", "ECE");
    println!("{:34} {:>6} {:>6} {:>6} {:>6}", "goal", "", "65.0", "88.0", "");
    line("validation (chose the settings)", &model, &all(&split.validation));
    let test = all(&split.test);
    line("test", &model, &test);
    let of = |multi| split.test.iter().filter(move |dialogue| dialogue.scenario.multi_task == multi);
    line("  of one task", &model, &of(false).flat_map(picks).collect::<Vec<_>>());
    line("  of several tasks", &model, &of(true).flat_map(picks).collect::<Vec<_>>());
    line(
        "  templates only, no free replies",
        &model,
        &test.iter().filter(|pick| pick.1 != "custom").cloned().collect::<Vec<_>>(),
    );
    for (name, reduce) in REDUCTIONS {
        let reduced =
            |picks: &[Pick]| picks.iter().map(|(situation, label)| (reduce(situation), label.clone())).collect();
        let (train, test): (Vec<Pick>, Vec<Pick>) = (reduced(&train), reduced(&test));
        line(name, &NextAction::train(&train, &settings, SEED)?, &test);
    }
    agreement(&train);
    Ok(())
}

type Reduce = fn(&Situation) -> Situation;

/// The test again, with models that know less.
const REDUCTIONS: [(&str, Reduce); 3] = [
    ("test, knowing no look-ups", |situation| Situation {
        facts: situation.facts.iter().filter(|fact| fact.starts_with("can ")).cloned().collect(),
        ..situation.clone()
    }),
    ("test, knowing no tasks either", |situation| Situation { facts: Vec::new(), ..situation.clone() }),
    ("test, knowing the texts only", |situation| Situation {
        facts: Vec::new(),
        actions: Vec::new(),
        ..situation.clone()
    }),
];

fn all(dialogues: &[Dialogue]) -> Vec<Pick> {
    dialogues.iter().flat_map(picks).collect()
}

fn line(name: &str, model: &NextAction, picks: &[Pick]) {
    let (mut first, mut third, mut sure) = (0, 0, Vec::new());
    for (situation, label) in picks {
        let ranked = model.rank(situation);
        let place = ranked.iter().position(|ranked| ranked.action == label).unwrap_or(usize::MAX);
        first += usize::from(place == 0);
        third += usize::from(place < 3);
        sure.push((ranked[0].confidence, place == 0));
    }
    let share = |count: usize| 100.0 * count as f64 / picks.len() as f64;
    let error = calibration_error(&sure);
    println!("{name:34} {:6} {:6.2} {:6.2} {error:6.3}", picks.len(), share(first), share(third));
}

/// How far wizards agree: where the last action, the last look-up and the last text are the same, how often the pick is
/// the most frequent one.
fn agreement(picks: &[Pick]) {
    let mut same: BTreeMap<_, BTreeMap<&str, usize>> = BTreeMap::new();
    for (situation, label) in picks {
        let text = situation.said.last().map(|text| text.to_lowercase());
        let key = (situation.actions.last(), &situation.facts, situation.unanswered, text);
        *same.entry(key).or_default().entry(label).or_default() += 1;
    }
    let repeated: Vec<(usize, usize)> = same
        .values()
        .map(|labels| (labels.values().sum(), labels.values().copied().max().unwrap_or(0)))
        .filter(|&(all, _): &(usize, usize)| all > 1)
        .collect();
    let (all, most): (Vec<usize>, Vec<usize>) = repeated.into_iter().unzip();
    let (all, most) = (all.iter().sum::<usize>(), most.iter().sum::<usize>());
    println!(
        "Of {all} training picks that share tasks, last action, look-up and last text with another, {:.1} % are the most \
         frequent one: a ceiling for what short turns tell.",
        100.0 * most as f64 / all as f64
    );
}
