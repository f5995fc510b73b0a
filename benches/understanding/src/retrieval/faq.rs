//! DSTC11 track 5: the customer asks about a hotel or a restaurant; which of its questions and answers is meant?
//!
//! Counted are the contexts of `val` that seek knowledge and have at least one FAQ among their gold snippets (gold reviews
//! are left aside, and reviews are not indexed). All FAQs of all entities are searched. R@1 is the share of contexts whose
//! first article is gold, MRR goes by the first gold one among the first 50. Contexts of one dialogue, told by its first
//! turn, are in one half.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use intelligence::encoder::Hashed;
use intelligence::language::Language;
use intelligence::search::{Article, Audience, Index, Nearness, Query, Reader, Weights};
use serde::Deserialize;

use super::measures::Measures;
use super::mentions::Names;
use crate::data::Folder;

#[derive(Deserialize)]
struct Entity {
    name: Option<String>,
    faqs: BTreeMap<String, Faq>,
}

#[derive(Deserialize)]
struct Faq {
    question: String,
    answer: String,
}

#[derive(Deserialize)]
struct Turn {
    text: String,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default)]
    knowledge: Vec<Snippet>,
}

#[derive(Deserialize)]
struct Snippet {
    domain: String,
    entity_id: u64,
    doc_type: String,
    doc_id: u64,
}

type Knowledge = BTreeMap<String, BTreeMap<String, Entity>>;

struct Question {
    turns: Vec<String>,
    gold: BTreeSet<String>,
    entity: Option<String>,
    name: Option<String>,
}

/// What a run is told of the conversation.
#[derive(Clone, Copy)]
struct Told {
    label: &'static str,
    entity: bool,
    earlier: usize,
    weights: Weights,
    /// How much vectors of the built-in encoder count.
    vectors: Option<f32>,
}

/// Measures and prints.
pub fn run(data: &Folder, weights: Weights) -> anyhow::Result<()> {
    let knowledge: Knowledge = serde_json::from_reader(data.read("dstc11-track5-faq/knowledge.json.xz")?)?;
    let reader = index(&knowledge)?.reader();
    let questions = questions(data, &knowledge)?;
    let right = questions.iter().filter(|question| knows_entity(question)).count();
    println!("\ndstc11-track5-faq, val: {} articles, {} questions with a gold FAQ", reader.articles(), questions.len());
    println!("  the entity tracked over the turns is that of a gold FAQ in {right} of them");
    println!("  {:<52} {:>17} {:>17}", "", "tuning half", "reported half");
    println!("  {:<52} {:>8} {:>8} {:>8} {:>8}", "", "R@1", "MRR", "R@1", "MRR");
    for told in runs(weights) {
        let [tuning, reported] = measure(&reader, &questions, told)?;
        println!(
            "  {:<52} {:>8.1} {:>8.3} {:>8.1} {:>8.3}",
            told.label,
            tuning.first(),
            tuning.mean_reciprocal_rank(),
            reported.first(),
            reported.mean_reciprocal_rank()
        );
    }
    println!(
        "  {:<52} {:>8} {:>8} {:>8} {:>8}",
        "goal, with dialogue state (plain BM25 elsewhere)", "", "", ">= 45", ">= 0.58"
    );
    Ok(())
}

fn runs(weights: Weights) -> [Told; 10] {
    let alone = Told { label: "last turn alone", entity: false, earlier: 0, weights, vectors: None };
    let about = Told { label: "with the entity", entity: true, ..alone };
    let unheard = Weights { feedback: 0.0, ..weights };
    [
        alone,
        Told { label: "with two earlier turns", earlier: 2, ..alone },
        Told { label: "with the entity, without feedback", weights: unheard, ..about },
        about,
        Told { label: "with the entity and two earlier turns", earlier: 2, ..about },
        Told { label: "the same without feedback", earlier: 2, weights: unheard, ..about },
        Told { label: "last turn alone, hashed vectors counting 0.1", vectors: Some(0.1), ..alone },
        Told { label: "last turn alone, hashed vectors counting 1", vectors: Some(1.0), ..alone },
        Told { label: "with the entity, hashed vectors counting 0.1", vectors: Some(0.1), ..about },
        Told { label: "with the entity, hashed vectors counting 1", vectors: Some(1.0), ..about },
    ]
}

fn measure(reader: &Reader, questions: &[Question], told: Told) -> anyhow::Result<[Measures; 2]> {
    let reader = reader.clone().weighing(told.weights);
    let (mut halves, encoder) = ([Measures::default(); 2], Hashed::default());
    for question in questions {
        let (last, before) = question.turns.split_last().context("a context without turns")?;
        let earlier: Vec<_> = before.iter().rev().take(told.earlier).map(String::as_str).collect();
        let entities: Vec<_> = question.name.iter().filter(|_| told.entity).map(String::as_str).collect();
        let vector = encoder.vector(last);
        let nearness = told.vectors.map(|weight| Nearness { vector: &vector, weight, least: 0.0 });
        let query = Query { earlier: &earlier, entities: &entities, nearness, limit: 50, ..Query::new("dstc", last) };
        let ranking: Vec<_> = reader.search(&query)?.into_iter().map(|hit| hit.id).collect();
        halves[usize::from(!super::is_for_tuning(&question.turns[0]))].add(&ranking, &question.gold);
    }
    Ok(halves)
}

fn index(knowledge: &Knowledge) -> anyhow::Result<Index> {
    let (mut index, encoder) = (Index::in_memory()?, Hashed::default());
    for (domain, entities) in knowledge {
        for (entity_id, entity) in entities {
            for (doc_id, faq) in &entity.faqs {
                index.put(&Article {
                    id: format!("{domain}/{entity_id}/{doc_id}"),
                    tenant: "dstc".to_owned(),
                    language: Language::En,
                    audience: Audience::Customer,
                    version: 1,
                    title: faq.question.clone(),
                    body: faq.answer.clone(),
                    tags: vec![domain.clone()],
                    entities: entity.name.iter().cloned().collect(),
                    vector: Some(encoder.vector(&format!("{}\n{}", faq.question, faq.answer))),
                })?;
            }
        }
    }
    index.commit(0)?;
    Ok(index)
}

fn questions(data: &Folder, knowledge: &Knowledge) -> anyhow::Result<Vec<Question>> {
    let logs: Vec<Vec<Turn>> = serde_json::from_reader(data.read("dstc11-track5-faq/val_logs.json.xz")?)?;
    let labels: Vec<Label> = serde_json::from_reader(data.read("dstc11-track5-faq/val_labels.json.xz")?)?;
    anyhow::ensure!(logs.len() == labels.len(), "logs and labels differ in number");
    let names = names(knowledge);
    let question = |(turns, label): (Vec<Turn>, Label)| {
        let faqs = label.knowledge.iter().filter(|snippet| snippet.doc_type == "faq");
        let gold: BTreeSet<_> = faqs.map(|faq| format!("{}/{}/{}", faq.domain, faq.entity_id, faq.doc_id)).collect();
        let turns: Vec<_> = turns.into_iter().map(|turn| turn.text).collect();
        let entity = names.current(&turns).map(str::to_owned);
        let name = entity.as_ref().and_then(|entity| {
            let (domain, id) = entity.split_once('/')?;
            knowledge.get(domain)?.get(id)?.name.clone()
        });
        (!gold.is_empty()).then_some(Question { turns, gold, entity, name })
    };
    Ok(logs.into_iter().zip(labels).filter_map(question).collect())
}

fn names(knowledge: &Knowledge) -> Names {
    let mut names = Vec::new();
    for (domain, entities) in knowledge {
        for (id, entity) in entities {
            names.extend(entity.name.clone().map(|name| (format!("{domain}/{id}"), domain.clone(), name)));
        }
    }
    Names::new(&names)
}

fn knows_entity(question: &Question) -> bool {
    let entity = question.entity.as_deref().unwrap_or("none");
    question.gold.iter().any(|gold| gold.strip_prefix(entity).is_some_and(|rest| rest.starts_with('/')))
}
