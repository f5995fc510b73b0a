//! The files of an encoder.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::error::OnnxError;
use super::settings::OnnxSettings;

/// The model of a folder.
pub(super) fn model_in(folder: &Path) -> Result<PathBuf, OnnxError> {
    let places = ["model.onnx", "onnx/model.onnx"].map(|place| folder.join(place));
    let found = places.into_iter().find(|place| place.is_file());
    found.ok_or_else(|| OnnxError::NoModel { folder: folder.to_owned() })
}

pub(super) fn text(path: &Path) -> Result<String, OnnxError> {
    std::fs::read_to_string(path).map_err(|source| OnnxError::Unreadable { path: path.to_owned(), source })
}

/// A name that differs whenever a vector may: by the contents of the files, and by the settings.
pub(super) fn name(model: &Path, vocabulary: &str, settings: &OnnxSettings) -> Result<String, OnnxError> {
    let mut hash = Sha256::new();
    hash.update(format!("{settings:?}\n{}\n{vocabulary}", vocabulary.len()));
    add(model, &mut hash).map_err(|source| OnnxError::Unreadable { path: model.to_owned(), source })?;
    let digest: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("onnx/{digest}"))
}

fn add(path: &Path, hash: &mut Sha256) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(()),
            count => hash.update(&chunk[..count]),
        }
    }
}
