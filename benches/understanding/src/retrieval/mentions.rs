//! Which entity a conversation is about, by the names in its turns.

use std::collections::{BTreeMap, BTreeSet};

/// The names of entities, and how much each of their words says.
pub struct Names {
    names: Vec<Name>,
    rarity: BTreeMap<String, f64>,
}

struct Name {
    id: String,
    kind: String,
    words: Vec<String>,
}

/// How much of a name's weight must stand in a turn: people leave out "restaurant" and "the".
const ENOUGH: f64 = 0.5;

impl Names {
    /// Names as (id, kind, name).
    pub fn new(names: &[(String, String, String)]) -> Self {
        let names: Vec<_> = names
            .iter()
            .map(|(id, kind, name)| Name { id: id.clone(), kind: kind.clone(), words: words(name) })
            .collect();
        let mut counts = BTreeMap::<String, f64>::new();
        for word in names.iter().flat_map(|name| name.words.iter().collect::<BTreeSet<_>>()) {
            *counts.entry(word.clone()).or_default() += 1.0;
        }
        let all = names.len() as f64;
        let rarity = counts.into_iter().map(|(word, count)| (word, (all / count).ln())).collect();
        Self { names, rarity }
    }

    /// The entity named last, of the kind that the last turn speaks of when it does.
    pub fn current<'a>(&'a self, turns: &[String]) -> Option<&'a str> {
        let last = words(turns.last()?);
        let kinds: BTreeSet<_> = self.names.iter().map(|name| name.kind.as_str()).collect();
        let spoken: Vec<_> = kinds.into_iter().filter(|kind| last.iter().any(|word| word == kind)).collect();
        let only = if let [kind] = spoken[..] { Some(kind) } else { None };
        let latest = |only: Option<&str>| turns.iter().rev().find_map(|turn| self.named_in(turn, only));
        only.and_then(|kind| latest(Some(kind))).or_else(|| latest(None))
    }

    /// The entity whose name a turn holds most of; the one named later when equal.
    fn named_in(&self, turn: &str, only: Option<&str>) -> Option<&str> {
        let turn = words(turn);
        let mut best: Option<(f64, usize, &str)> = None;
        for name in self.names.iter().filter(|name| only.is_none_or(|kind| kind == name.kind)) {
            let whole: f64 = name.words.iter().map(|word| self.rarity[word]).sum();
            let (weight, place) = self.longest(&name.words, &turn);
            let spelled = weight - 0.1 * (whole - weight);
            let better = best.is_none_or(|(best, at, _)| (spelled, place) > (best, at));
            if weight >= ENOUGH * whole && better {
                best = Some((spelled, place, &name.id));
            }
        }
        best.map(|(_, _, id)| id)
    }

    /// The weight of the heaviest part of a name that stands in a turn word by word, and where.
    fn longest(&self, name: &[String], turn: &[String]) -> (f64, usize) {
        let mut best = (0.0, 0);
        for start in 0..turn.len() {
            for from in 0..name.len() {
                let same = name[from..].iter().zip(&turn[start..]).take_while(|(a, b)| a == b);
                let weight = same.map(|(word, _)| self.rarity[word]).sum::<f64>();
                if weight >= best.0 && weight > 0.0 {
                    best = (weight, start);
                }
            }
        }
        best
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['\'', '’'], "").replace('&', " and ");
    lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
