//! tau2's bank: a customer's scenario; which of 698 documents does serving it require?
//!
//! Two query texts. "Whole scenario" is `user_scenario.instructions` as it stands, stage directions included: what a
//! simulated customer is told, and all that there is in every task. "Opening" is what the customer says first: the first
//! quotation after "Opening" or "Start naturally", the whole scenario where a task has none. Recall counts `required_documents`.

use std::collections::BTreeSet;

use intelligence::encoder::Hashed;
use intelligence::language::Language;
use intelligence::search::{Article, Audience, Index, Nearness, Query, Reader, Weights};
use serde::Deserialize;

use super::measures::Measures;
use crate::data::Folder;

const FOLDER: &str = "banking_knowledge/";

#[derive(Deserialize)]
struct Document {
    id: String,
    title: String,
    content: String,
}

#[derive(Deserialize)]
struct Task {
    id: String,
    user_scenario: Scenario,
    #[serde(default)]
    required_documents: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Scenario {
    instructions: String,
}

/// Measures and prints.
pub fn run(data: &Folder, weights: Weights) -> anyhow::Result<()> {
    let files = data.archive("tau2-banking-knowledge/tau2_domains.tar.xz", |name| name.contains(FOLDER))?;
    let mut index = Index::in_memory()?;
    let mut tasks: Vec<Task> = Vec::new();
    for (name, text) in &files {
        if name.contains("/documents/") {
            index.put(&article(serde_json::from_str(text)?))?;
        } else if name.ends_with("/tasks.json") {
            tasks = serde_json::from_str(text)?;
        }
    }
    index.commit(0)?;
    let reader = index.reader().weighing(weights);
    println!("\ntau2-banking-knowledge: {} documents, {} scenarios", reader.articles(), tasks.len());
    let without = tasks.iter().filter(|task| said_first(task).is_none()).count();
    println!("  {without} scenarios quote no opening");
    println!("  {:<40} {:>15} {:>15} {:>15}", "", "tuning half", "reported half", "all");
    println!("  {:<40} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}", "", "R@10", "any@10", "R@10", "any@10", "R@10", "any@10");
    for (label, text) in [("whole scenario", whole as fn(&Task) -> &str), ("opening", opening)] {
        report(label, &measure(&reader, &tasks, text, None)?);
        for weight in [0.1, 1.0] {
            let label = format!("  with hashed vectors counting {weight}");
            report(&label, &measure(&reader, &tasks, text, Some(weight))?);
        }
    }
    println!("  {:<40} {:>7} {:>7} {:>7} {:>7}", "goal (plain BM25 elsewhere: 16.0, 61.9)", "", "", ">= 18", ">= 65");
    Ok(())
}

fn report(label: &str, [tuning, reported, all]: &[Measures; 3]) {
    let columns = [tuning, reported, all].map(|half| format!("{:>7.1} {:>7.1}", half.recall_at_10(), half.any_at_10()));
    println!("  {label:<40} {}", columns.join(" "));
}

fn measure(
    reader: &Reader,
    tasks: &[Task],
    text: fn(&Task) -> &str,
    vectors: Option<f32>,
) -> anyhow::Result<[Measures; 3]> {
    let mut halves = [Measures::default(); 3];
    for task in tasks.iter().filter(|task| !task.required_documents.is_empty()) {
        let vector = Hashed::default().vector(text(task));
        let nearness = vectors.map(|weight| Nearness { vector: &vector, weight, least: 0.0 });
        let query = Query { audience: Audience::Agent, nearness, ..Query::new("bank", text(task)) };
        let ranking: Vec<_> = reader.search(&query)?.into_iter().map(|hit| hit.id).collect();
        halves[usize::from(!super::is_for_tuning(&task.id))].add(&ranking, &task.required_documents);
        halves[2].add(&ranking, &task.required_documents);
    }
    Ok(halves)
}

fn article(document: Document) -> Article {
    let vector = Hashed::default().vector(&format!("{}\n{}", document.title, document.content));
    Article {
        id: document.id,
        tenant: "bank".to_owned(),
        language: Language::En,
        audience: Audience::Agent,
        version: 1,
        title: document.title,
        body: document.content,
        tags: Vec::new(),
        entities: Vec::new(),
        vector: Some(vector),
    }
}

fn whole(task: &Task) -> &str {
    &task.user_scenario.instructions
}

fn opening(task: &Task) -> &str {
    said_first(task).unwrap_or_else(|| whole(task))
}

fn said_first(task: &Task) -> Option<&str> {
    let text = whole(task);
    ["Opening", "Start naturally"].iter().find_map(|cue| text[text.find(cue)?..].split('"').nth(1))
}
