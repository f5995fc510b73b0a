//! The secret key of a witness, in a file.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ledger::note::Algorithm;
use ledger::{SecretKey, Signer as _};

use super::Error;
use crate::durable;

/// What nobody but the owner may have.
const OTHERS: u32 = 0o077;

/// Makes a file with the key of the witness `name` that follows from `seed`.
///
/// # Errors
/// When there is a file already, it cannot be written, or no key can have this name.
pub fn create(file: &Path, name: &str, seed: [u8; 32]) -> Result<SecretKey, Error> {
    let key =
        SecretKey::new(name, Algorithm::Cosignature, seed).map_err(|error| Error::unusable(file, error.to_string()))?;
    match durable::create(file, format!("{}\n", *key.expose()).as_bytes()) {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::unusable(file, "is there already, and no key is ever written over another file"))
        }
        Err(error) => Err(Error::system(file, "cannot be made", error)),
    }
}

/// The key in a file that nobody but its owner may read.
///
/// # Errors
/// When it cannot be read, others may read it, or it is not the key of a witness.
pub fn read(file: &Path) -> Result<SecretKey, Error> {
    let unreadable = |error| Error::system(file, "cannot be read", error);
    let mut opened = File::open(file).map_err(unreadable)?;
    let mode = opened.metadata().map_err(unreadable)?.permissions().mode() & 0o7777;
    if mode & OTHERS != 0 {
        return Err(Error::unusable(file, format!("others than its owner may read it (mode {mode:o}); make it 600")));
    }
    let mut text = String::new();
    opened.read_to_string(&mut text).map_err(unreadable)?;
    let key = SecretKey::parse(text.trim_end()).map_err(|error| Error::unusable(file, error.to_string()))?;
    if key.vkey().algorithm() != Algorithm::Cosignature {
        return Err(Error::unusable(file, "is not the key of a witness; `colloquy witness keygen` makes one"));
    }
    Ok(key)
}
