//! The files of a folder, in order, and the articles in them.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::found::{Defaults, Found};
use super::{json, markdown};
use crate::exit::Stop;

/// What a file of articles held, each with what is wrong with it where something is.
pub type Reading = Result<Found, String>;

/// What a folder held.
#[derive(Debug, Default)]
pub struct Read {
    /// The articles, in the order of the paths of their files.
    pub articles: Vec<Reading>,
    /// How many files were neither Markdown nor JSON.
    pub other_files: u64,
}

/// Reads a folder with all that lie in it, or one file.
///
/// # Errors
/// When it is not there, or a folder cannot be listed.
pub fn read(path: &Path, defaults: &Defaults) -> anyhow::Result<Read> {
    if !path.exists() {
        return Err(Stop::not_found(format!("{} is not there", path.display())).into());
    }
    let root = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let mut read = Read::default();
    for file in files(path).with_context(|| format!("{} cannot be read", path.display()))? {
        let key = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        match ending(&file).as_deref() {
            Some("md" | "markdown") => read.articles.push(one_of_markdown(&file, &key, defaults)),
            Some("json") => read.articles.extend(all_of_json(&file, &key, defaults)),
            _ => read.other_files += 1,
        }
    }
    Ok(read)
}

/// Every file below a folder, but those that are hidden. Links to folders are not followed, since they may lead back.
fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let leads_elsewhere = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !leads_elsewhere && !entry.file_name().to_string_lossy().starts_with('.') {
            entries.push(entry.path());
        }
    }
    entries.sort();
    let below = entries.iter().map(|entry| files(entry)).collect::<Result<Vec<_>, _>>()?;
    Ok(below.concat())
}

fn ending(file: &Path) -> Option<String> {
    Some(file.extension()?.to_str()?.to_lowercase())
}

fn one_of_markdown(file: &Path, key: &str, defaults: &Defaults) -> Reading {
    let wrong = |reason: String| format!("{key}: {reason}");
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let written = markdown::read(file, &text).map_err(wrong)?;
    let content = written.fields.content(defaults).map_err(wrong)?;
    let warnings = written.unknown.iter().map(|(line, name)| markdown::passed_over(key, *line, name)).collect();
    Ok(Found { key: key.to_owned(), place: key.to_owned(), content, warnings })
}

fn all_of_json(file: &Path, key: &str, defaults: &Defaults) -> Vec<Reading> {
    let wrong = |reason: String| format!("{key}: {reason}");
    let text = std::fs::read(file).map_err(|error| error.to_string());
    let articles = match text.and_then(|text| json::articles(&text)) {
        Ok(articles) => articles,
        Err(reason) => return vec![Err(wrong(reason))],
    };
    let several = articles.len() > 1;
    let read = articles.into_iter().zip(1..).map(|(article, number)| {
        let place = if several { format!("{key}, article {number}") } else { key.to_owned() };
        let wrong = |reason: String| format!("{place}: {reason}");
        let (id, fields) = article.map_err(wrong)?;
        let content = fields.content(defaults).map_err(wrong)?;
        Ok(Found { key: id, place: place.clone(), content, warnings: Vec::new() })
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use domain::article::Audience;

    use super::*;

    #[test]
    fn a_folder_is_read_in_the_order_of_its_paths() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        write("b/one.md", "# One\n");
        write("c.json", r#"[{"id": "x", "title": "X", "content": "x"}, {"id": "y"}]"#);
        write("a.MD", "---\naudience: everyone\n---\ntext");
        write("logo.png", "");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("b/back")).unwrap();
        write(".hidden.md", "# Hidden");
        let defaults = Defaults { language: None, audience: Audience::Agent };
        let read = super::read(folder.path(), &defaults).unwrap();
        let seen: Vec<_> =
            read.articles.iter().map(|article| article.as_ref().map(|found| found.key.as_str())).collect();
        assert_eq!(seen[1..3], [Ok("b/one.md"), Ok("x")]);
        assert_eq!(seen[0].unwrap_err(), "a.MD: audience everyone: it is customer or agent");
        assert_eq!(seen[3].unwrap_err(), "c.json, article 2: it has no title");
        assert_eq!(read.other_files, 1);
        assert_eq!(super::read(&folder.path().join("b/one.md"), &defaults).unwrap().articles.len(), 1);
        assert!(super::read(&folder.path().join("nothing"), &defaults).is_err());
    }
}
