//! Makes the tables by which `crates/intelligence` tells languages apart. See `../README.md` for what it reads.

#[path = "../../../src/language/key.rs"]
mod key;

mod counts;
mod grams;
mod han;
mod smooth;
mod table;
mod words;

use std::path::PathBuf;

use anyhow::Context as _;
use grams::Grams;
use smooth::Letters;

/// The order of the columns: ours, then those that must not pass for ours.
const LANGUAGES: [(&str, &include_dir::Dir); 18] = [
    ("de", &lingua_german_language_model::GERMAN_MODELS_DIRECTORY),
    ("en", &lingua_english_language_model::ENGLISH_MODELS_DIRECTORY),
    ("es", &lingua_spanish_language_model::SPANISH_MODELS_DIRECTORY),
    ("fr", &lingua_french_language_model::FRENCH_MODELS_DIRECTORY),
    ("it", &lingua_italian_language_model::ITALIAN_MODELS_DIRECTORY),
    ("pt", &lingua_portuguese_language_model::PORTUGUESE_MODELS_DIRECTORY),
    ("ca", &lingua_catalan_language_model::CATALAN_MODELS_DIRECTORY),
    ("cs", &lingua_czech_language_model::CZECH_MODELS_DIRECTORY),
    ("da", &lingua_danish_language_model::DANISH_MODELS_DIRECTORY),
    ("fi", &lingua_finnish_language_model::FINNISH_MODELS_DIRECTORY),
    ("hu", &lingua_hungarian_language_model::HUNGARIAN_MODELS_DIRECTORY),
    ("id", &lingua_indonesian_language_model::INDONESIAN_MODELS_DIRECTORY),
    ("nb", &lingua_bokmal_language_model::BOKMAL_MODELS_DIRECTORY),
    ("nl", &lingua_dutch_language_model::DUTCH_MODELS_DIRECTORY),
    ("pl", &lingua_polish_language_model::POLISH_MODELS_DIRECTORY),
    ("ro", &lingua_romanian_language_model::ROMANIAN_MODELS_DIRECTORY),
    ("sv", &lingua_swedish_language_model::SWEDISH_MODELS_DIRECTORY),
    ("tr", &lingua_turkish_language_model::TURKISH_MODELS_DIRECTORY),
];

/// Those that are understood come first.
const OURS: usize = 6;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let mut folder = |name: &str| arguments.next().with_context(|| format!("name the folder of {name}"));
    let (spellings, opencc, out) = (folder("pyspellchecker")?, folder("OpenCC")?, folder("the tables")?);
    let option =
        |name: &str, usual: f64| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual);

    let mut letters = Vec::new();
    for (_, model) in LANGUAGES {
        letters.push(Letters::new(counts::load(model)?));
    }
    let strangers = Grams::choose(&letters, 4, option("STRANGERS", 8e-3));
    strangers.table(letters.len()).write(&out.join("strangers.bin"))?;

    letters.truncate(OURS);
    let grams = Grams::choose(&letters, key::LONGEST_GRAM, option("GRAMS", 1.8e-4));
    grams.table(OURS).write(&out.join("grams.bin"))?;
    let tags: Vec<&str> = LANGUAGES[..OURS].iter().map(|(tag, _)| *tag).collect();
    words::choose(&spellings, &tags, &grams, option("WORDS", 120_000.0) as usize)?.write(&out.join("words.bin"))?;
    han::write(&opencc, &out.join("han.bin"))
}
