//! Findings in utterances that hold next to no personal data: what a customer's ordinary turn would raise.

use std::collections::BTreeMap;

use anyhow::Context as _;
use intelligence::language::Language;
use intelligence::personal::{PersonalClass, PersonalGuard};

use crate::data::Folder;

/// Prints how many findings of each class the training utterances of CLINC150 raise. Whether they are right is not labelled.
pub fn run(data: &Folder) -> anyhow::Result<()> {
    let json = data.json("clinc150/data_full.json.xz")?;
    let rows = json["train"].as_array().context("CLINC150 has another form")?;
    let guard = PersonalGuard::default();
    let mut counts: BTreeMap<PersonalClass, usize> = BTreeMap::new();
    for text in rows.iter().filter_map(|row| row[0].as_str()) {
        for found in guard.find(text, Some(Language::En)) {
            *counts.entry(found.class).or_default() += 1;
        }
    }
    println!("\nfindings in the {} training utterances of CLINC150, which hold next to no personal data", rows.len());
    for (class, count) in counts {
        println!("  {:<18}{:>8.2} per 1,000", format!("{class:?}"), count as f64 * 1e3 / rows.len() as f64);
    }
    Ok(())
}
