//! The keys that sign checkpoints: from a file, or held by a command.

mod command;
mod file;

use std::sync::Arc;

use ledger::{Signer, Vkey};

use crate::Error;

pub use command::CommandSigner;
pub use file::KeyFile;

/// Who signs: the log's key, and after a rotation once more the one before, which so vouches for its successor.
#[derive(Debug)]
pub struct Signers {
    current: Arc<dyn Signer>,
    retiring: Option<(Arc<dyn Signer>, KeyFile)>,
}

impl Signers {
    /// A key that is held elsewhere.
    #[must_use]
    pub fn held_by(signer: Arc<dyn Signer>) -> Self {
        Self { current: signer, retiring: None }
    }

    /// The keys in a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn in_file(file: &KeyFile) -> Result<Self, Error> {
        let (current, retiring) = file.read()?;
        let retiring = retiring.map(|key| (Arc::new(key) as Arc<dyn Signer>, file.clone()));
        Ok(Self { current: Arc::new(current), retiring })
    }

    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.current.vkey().name()
    }

    /// The public key of the log as it is now.
    #[must_use]
    pub fn vkey(&self) -> &Vkey {
        self.current.vkey()
    }

    pub(super) fn all(&self) -> Vec<&dyn Signer> {
        let retiring = self.retiring.iter().map(|(key, _)| &**key);
        std::iter::once(&*self.current).chain(retiring).collect()
    }

    /// A checkpoint with both signatures is durable: the old key has done its duty.
    pub(super) fn retire(&mut self) -> Result<(), Error> {
        match self.retiring.take() {
            Some((_, file)) => file.drop_retiring(),
            None => Ok(()),
        }
    }
}
