//! Reading the data sets: plain, xz and tar.xz files below one folder.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use anyhow::Context as _;
use liblzma::read::XzDecoder;

/// The folder of all data sets.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder, when it is there.
    ///
    /// # Errors
    /// When it is not.
    pub fn open(path: PathBuf) -> anyhow::Result<Self> {
        anyhow::ensure!(path.is_dir(), "no data sets at {}: name their folder with --data", path.display());
        Ok(Self(path))
    }

    /// Opens a file, decompressed when its name ends in `.xz`.
    ///
    /// # Errors
    /// When it is not there.
    pub fn read(&self, name: &str) -> anyhow::Result<Box<dyn Read>> {
        let path = self.0.join(name);
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        Ok(if name.ends_with(".xz") { Box::new(XzDecoder::new(file)) } else { Box::new(file) })
    }

    /// A whole file as text.
    ///
    /// # Errors
    /// When it is not there or not UTF-8.
    pub fn text(&self, name: &str) -> anyhow::Result<String> {
        let mut text = String::new();
        self.read(name)?.read_to_string(&mut text).with_context(|| format!("cannot read {name}"))?;
        Ok(text)
    }

    /// A whole file as JSON.
    ///
    /// # Errors
    /// When it is not there or not JSON.
    pub fn json(&self, name: &str) -> anyhow::Result<serde_json::Value> {
        serde_json::from_str(&self.text(name)?).with_context(|| format!("cannot parse {name}"))
    }

    /// One file of a `.zip` archive as text.
    ///
    /// # Errors
    /// When either is not there, or it is not UTF-8.
    pub fn zipped(&self, name: &str, entry: &str) -> anyhow::Result<String> {
        let path = self.0.join(name);
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let mut archive = zip::ZipArchive::new(file).with_context(|| format!("cannot read {name}"))?;
        let mut text = String::new();
        archive.by_name(entry)?.read_to_string(&mut text).with_context(|| format!("cannot read {entry} in {name}"))?;
        Ok(text)
    }

    /// The files of a `.tar.xz` archive whose names `keep` accepts: name and text, in the archive's order. What is not
    /// UTF-8 is Latin-1 (one file of SNIPS is).
    ///
    /// # Errors
    /// When it is not there or not an archive.
    pub fn archive(&self, name: &str, keep: impl Fn(&str) -> bool) -> anyhow::Result<Vec<(String, String)>> {
        let mut archive = tar::Archive::new(self.read(name)?);
        let mut files = Vec::new();
        for entry in archive.entries()? {
            let mut entry = entry?;
            let path = entry.path()?.to_string_lossy().into_owned();
            if entry.header().entry_type().is_file() && keep(&path) {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes).with_context(|| format!("cannot read {path} in {name}"))?;
                let latin = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
                files.push((path, String::from_utf8(bytes).unwrap_or_else(|error| latin(error.as_bytes()))));
            }
        }
        Ok(files)
    }
}
