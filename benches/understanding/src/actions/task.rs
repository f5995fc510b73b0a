//! Which task a dialogue is about, from what the customer said first.

use intelligence::intent::{Evaluation, Example, IntentModel, Settings, evaluate, train};

use super::split::{FOLDS, SEED, Split, fold};
use super::star::Dialogue;

/// Trains on the dialogues of one task and prints how well the others' task is recognised.
///
/// # Errors
/// When the model cannot be trained.
pub fn run(split: &Split) -> anyhow::Result<()> {
    println!("\nTask, from the first two turns of the user (24 labels, default settings)");
    println!("{:56} {:>6} {:>6}", "", "texts", "right");
    println!("{:56} {:>6} {:>6}", "goal", "", "97.0");
    println!("dialogues of one task, whose label is that task");
    let one = |dialogues: &[Dialogue], turns| examples(dialogues, Tasks::One, turns);
    let model = learn(&one(&split.train, 1))?;
    line("validation, with two turns", &evaluate(&model, &one(&split.validation, 2)));
    line("test, with two turns", &evaluate(&model, &one(&split.test, 2)));
    line("test, broken off after one turn too", &evaluate(&model, &one(&split.test, 1)));
    crossed(split, 2, "each tenth by a model of the others, with two turns")?;
    crossed(split, 1, "each tenth by a model of the others, after one turn too")?;
    println!("all dialogues; of several tasks the label is the one that the wizard chose first");
    let both = |dialogues: &[Dialogue]| [one(dialogues, 1), examples(dialogues, Tasks::Several, 1)].concat();
    let model = learn(&both(&split.train))?;
    line("test, one task", &evaluate(&model, &one(&split.test, 2)));
    line("test, several tasks", &evaluate(&model, &examples(&split.test, Tasks::Several, 2)));
    Ok(())
}

fn learn(examples: &[Example]) -> anyhow::Result<IntentModel> {
    Ok(train(examples, &Settings::default(), SEED, &mut |_| ())?)
}

/// Ten models, each tested on the tenth of all dialogues that it was not trained on: the test split alone is small.
fn crossed(split: &Split, turns: usize, name: &str) -> anyhow::Result<()> {
    let all = || split.train.iter().chain(&split.validation).chain(&split.test);
    let (mut texts, mut right) = (0, 0.0);
    for tested in 0..FOLDS {
        let of = |wanted: bool, turns| {
            examples(all().filter(|dialogue| (fold(dialogue) == tested) == wanted), Tasks::One, turns)
        };
        let found = evaluate(&learn(&of(false, 1))?, &of(true, turns));
        texts += found.in_scope;
        right += found.accuracy * found.in_scope as f64;
    }
    println!("{name:56} {texts:6} {:6.2}", 100.0 * right / texts as f64);
    Ok(())
}

/// Of how many tasks a dialogue is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tasks {
    One,
    Several,
}

/// The first two turns of each dialogue of at least `turns` turns, with its task.
fn examples<'a>(dialogues: impl IntoIterator<Item = &'a Dialogue>, tasks: Tasks, turns: usize) -> Vec<Example> {
    let wanted = |dialogue: &&Dialogue| dialogue.scenario.multi_task == (tasks == Tasks::Several);
    let example = |dialogue| Some(Example::new(first_turns(dialogue, turns)?, task(dialogue)?));
    dialogues.into_iter().filter(wanted).filter_map(example).collect()
}

fn first_turns(dialogue: &Dialogue, least: usize) -> Option<String> {
    let turns = dialogue.events.iter().filter(|event| event.agent == "User" && event.action == "utter");
    let texts: Vec<&str> = turns.take(2).filter_map(|event| event.text.as_deref()).collect();
    (texts.len() >= least).then(|| texts.join("\n"))
}

fn task(dialogue: &Dialogue) -> Option<&str> {
    if dialogue.scenario.multi_task {
        dialogue.events.iter().find_map(|event| event.task.as_deref())
    } else {
        dialogue.scenario.wizard_capabilities.first().map(|capability| capability.task.as_str())
    }
}

fn line(name: &str, found: &Evaluation) {
    println!("{name:56} {:6} {:6.2}", found.in_scope, 100.0 * found.accuracy);
    for confusion in found.confusion.iter().take(3) {
        println!("    {} taken for {}: {}", confusion.was, confusion.taken_for, confusion.count);
    }
}
