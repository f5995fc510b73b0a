//! Which task a dialogue is about, from what the customer said first.

use intelligence::intent::{Example, IntentModel, Settings, evaluate, train};

use super::split::{SEED, Split};
use super::star::Dialogue;

/// Trains on the dialogues of one task and prints how well the others' task is recognised.
///
/// # Errors
/// When the model cannot be trained.
pub fn run(split: &Split) -> anyhow::Result<()> {
    let one = |dialogues: &[Dialogue]| examples(dialogues, false);
    let training = one(&split.train);
    let model = train(&training, &Settings::default(), SEED, &mut |_| ())?;
    println!("\nTask, from the first two turns of the user (24 labels)");
    println!("of dialogues of one task, whose label is that task; from {}", training.len());
    println!("{:34} {:>6} {:>6}", "", "texts", "right");
    println!("{:34} {:>6} {:>6}", "goal", "", "97.0");
    line("validation", &model, &one(&split.validation));
    line("test", &model, &one(&split.test));
    let several = |dialogues: &[Dialogue]| examples(dialogues, true);
    let both = [training, several(&split.train)].concat();
    let model = train(&both, &Settings::default(), SEED, &mut |_| ())?;
    println!(
        "of all dialogues; with several tasks the label is the one that the wizard chose first; from {}",
        both.len()
    );
    line("test, one task", &model, &one(&split.test));
    line("test, several tasks", &model, &several(&split.test));
    Ok(())
}

/// The first two turns of each dialogue with its task; not of dialogues that ended before the user said anything.
fn examples(dialogues: &[Dialogue], several: bool) -> Vec<Example> {
    let wanted = dialogues.iter().filter(|dialogue| dialogue.scenario.multi_task == several);
    wanted.filter_map(|dialogue| Some(Example::new(first_turns(dialogue)?, task(dialogue)?))).collect()
}

fn first_turns(dialogue: &Dialogue) -> Option<String> {
    let turns = dialogue.events.iter().filter(|event| event.agent == "User" && event.action == "utter");
    let texts: Vec<&str> = turns.take(2).filter_map(|event| event.text.as_deref()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn task(dialogue: &Dialogue) -> Option<&str> {
    if dialogue.scenario.multi_task {
        dialogue.events.iter().find_map(|event| event.task.as_deref())
    } else {
        dialogue.scenario.wizard_capabilities.first().map(|capability| capability.task.as_str())
    }
}

fn line(name: &str, model: &IntentModel, examples: &[Example]) {
    let found = evaluate(model, examples);
    println!("{name:34} {:6} {:6.2}", examples.len(), 100.0 * found.accuracy);
    for confusion in found.confusion.iter().take(3) {
        println!("    {} taken for {}: {}", confusion.was, confusion.taken_for, confusion.count);
    }
}
