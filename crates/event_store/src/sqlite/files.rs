//! Where the log lies on disk, and who may write it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::Error;

/// The file of the log in a directory, or the file itself.
pub(super) fn log_path(dir_or_path: &Path) -> PathBuf {
    if dir_or_path.extension().is_some_and(|extension| extension == "db") {
        return dir_or_path.to_owned();
    }
    dir_or_path.join("log.db")
}

/// The right to write the log, held as long as the file is open. The operating system gives it back even when the
/// process is killed.
pub(super) fn lock(log: &Path) -> Result<File, Error> {
    let path = log.with_extension("lock");
    let file = create(&path).map_err(|source| Error::away(format!("{} cannot be made", path.display()), source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Error::unavailable(format!("another process is writing {}", log.display())))
        }
        Err(TryLockError::Error(source)) => Err(Error::away(format!("{} cannot be locked", path.display()), source)),
    }
}

fn create(path: &Path) -> std::io::Result<File> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    File::options().create(true).append(true).open(path)
}
