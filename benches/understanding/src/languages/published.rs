//! What others reach on the same files, as lingua publishes it.

use crate::data::Folder;

const LANGUAGES: [&str; 10] =
    ["Chinese", "English", "French", "German", "Italian", "Japanese", "Korean", "Portuguese", "Russian", "Spanish"];

/// Columns of the published tables.
const OTHERS: [&str; 5] = ["lingua-high-accuracy", "lingua-low-accuracy", "whatlang", "whichlang", "cld2"];

/// Prints the averages over the ten languages of those who published them, beside ours. They know up to 75 languages
/// (whichlang 16), ours are ten; a language without a figure counts as none right.
///
/// # Errors
/// When a table is missing.
pub fn print(data: &Folder, kind: &str, ours: Option<f64>) -> anyhow::Result<()> {
    let table = data.text(&format!("lingua-langid/{kind}-accuracy-values.csv"))?;
    let mut rows = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = rows.next().unwrap_or_default();
    let rows: Vec<Vec<&str>> = rows.filter(|row| row.first().is_some_and(|name| LANGUAGES.contains(name))).collect();
    let of = |other: &str| {
        let column = names.iter().position(|name| *name == other)?;
        let figure =
            |row: &Vec<&str>| row.get(column).and_then(|it| it.parse::<f64>().ok()).filter(|it| it.is_finite());
        Some(rows.iter().map(|row| figure(row).unwrap_or(0.0)).sum::<f64>() / rows.len() as f64)
    };
    let figures: Vec<String> =
        OTHERS.iter().filter_map(|other| of(other).map(|figure| format!("{other} {figure:.1}"))).collect();
    println!("ours {:.1}; published, {kind}: {}\n", ours.unwrap_or(f64::NAN), figures.join(", "));
    Ok(())
}
