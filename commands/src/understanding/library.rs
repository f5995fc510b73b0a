//! Where models are kept: files named by the digest of their bytes, and the one that ships with the program.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aws_lc_rs::digest::{SHA256, digest};
use domain::model::{Digest, Model};
use intelligence::intent::IntentModel;
use intelligence::intent::starter;
use intelligence::mapped::map;

/// The models of a process, mapped into memory when they are first asked for and kept while they are in use. Several processes may share the
/// directory.
pub struct Library {
    directory: PathBuf,
    loaded: Mutex<HashMap<Digest, Arc<IntentModel>>>,
    starter: OnceLock<Arc<IntentModel>>,
}

/// Why a model cannot be had.
#[derive(thiserror::Error, Debug)]
pub enum LibraryError {
    /// Its file cannot be read or written.
    #[error("the file of model {model} cannot be used")]
    File {
        /// Which.
        model: Digest,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Its file holds something else.
    #[error("the file of model {model} was altered")]
    Altered {
        /// Which.
        model: Digest,
    },
    /// Its bytes are no model of this program.
    #[error("model {model} cannot be read")]
    Unreadable {
        /// Which.
        model: Digest,
        /// Why.
        #[source]
        source: intelligence::intent::Error,
    },
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("directory", &self.directory).finish_non_exhaustive()
    }
}

impl Library {
    /// The library in a directory, which is made when something is kept.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self { directory, loaded: Mutex::default(), starter: OnceLock::new() }
    }

    /// The model that ships with the program.
    pub fn starter(&self) -> Arc<IntentModel> {
        Arc::clone(self.starter.get_or_init(|| Arc::new(starter::shipped())))
    }

    /// The model of this digest.
    ///
    /// # Errors
    /// See [`LibraryError`].
    pub fn get(&self, model: Digest) -> Result<Arc<IntentModel>, LibraryError> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = loaded.get(&model) {
            return Ok(Arc::clone(known));
        }
        let bytes = self.bytes(model)?;
        let read = IntentModel::load(bytes).map_err(|source| LibraryError::Unreadable { model, source })?;
        Ok(Arc::clone(loaded.entry(model).or_insert(Arc::new(read))))
    }

    /// Drops from memory what nobody uses.
    pub(super) fn drop_unused(&self) {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.retain(|_, model| Arc::strong_count(model) > 1);
    }

    /// The model of a version, 0 being the one that ships with the program; `None` when there is no such version.
    ///
    /// # Errors
    /// See [`LibraryError`].
    pub fn version(&self, model: &Model, version: u32) -> Result<Option<Arc<IntentModel>>, LibraryError> {
        match model.digest(version) {
            Some(digest) => self.get(digest).map(Some),
            None => Ok((version == 0).then(|| self.starter())),
        }
    }

    fn bytes(&self, model: Digest) -> Result<impl AsRef<[u8]> + Send + Sync + use<>, LibraryError> {
        let bytes = map(&self.path(model)).map_err(|source| LibraryError::File { model, source })?;
        if digest_of(bytes.as_ref()) == model { Ok(bytes) } else { Err(LibraryError::Altered { model }) }
    }

    /// Keeps the bytes of a model, durably, and says what they are known by.
    ///
    /// # Errors
    /// [`LibraryError::File`].
    pub fn keep(&self, bytes: &[u8]) -> Result<Digest, LibraryError> {
        let model = digest_of(bytes);
        if self.bytes(model).is_ok() {
            // Whoever has it mapped keeps the file it has.
            return Ok(model);
        }
        self.write(&self.path(model), bytes).map_err(|source| LibraryError::File { model, source })?;
        Ok(model)
    }

    fn path(&self, model: Digest) -> PathBuf {
        self.directory.join(format!("{model}.model"))
    }

    /// A reader sees the whole file or none.
    fn write(&self, path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.directory)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        File::open(&self.directory)?.sync_all()
    }
}

/// What bytes are known by.
fn digest_of(bytes: &[u8]) -> Digest {
    let digest = digest(&SHA256, bytes);
    Digest(digest.as_ref().try_into().expect("a SHA-256 digest has 32 bytes"))
}
