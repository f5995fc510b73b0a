//! Whether the data directory can be written, and has room.

use std::fs::{self, File};
use std::path::Path;

use super::Finding;
use super::finding::chain;

/// Below this, a server fails soon.
const TOO_LITTLE_BYTES: u64 = 256 << 20;
/// Below this, someone should know.
const LITTLE_BYTES: u64 = 2 << 30;

pub(super) fn checks(data: &Path) -> Vec<Finding> {
    if !data.exists() {
        let seen = format!("{} does not exist yet", data.display());
        return vec![Finding::warn("data directory", seen, "nothing: the first start makes it")];
    }
    vec![writable(data), room(data)]
}

fn writable(data: &Path) -> Finding {
    const CHECK: &str = "data directory";
    let probe = data.join(".doctor");
    let written = File::create(&probe).and_then(|file| file.sync_all()).and_then(|()| fs::remove_file(&probe));
    match written {
        Ok(()) => Finding::ok(CHECK, format!("{} can be written", data.display())),
        Err(error) => {
            let seen = format!("{} cannot be written: {}", data.display(), chain(error));
            Finding::fail(CHECK, seen, "give the directory to the user the server runs as")
        }
    }
}

fn room(data: &Path) -> Finding {
    const CHECK: &str = "disk space";
    let free = match rustix::fs::statvfs(data) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => return Finding::warn(CHECK, chain(std::io::Error::from(error)), "look at the disk yourself"),
    };
    let seen = format!("{} MiB free", free >> 20);
    let advice = "make room: a log that cannot grow refuses commands";
    match free {
        0..TOO_LITTLE_BYTES => Finding::fail(CHECK, seen, advice),
        TOO_LITTLE_BYTES..LITTLE_BYTES => Finding::warn(CHECK, seen, advice),
        LITTLE_BYTES.. => Finding::ok(CHECK, seen),
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_directory_of_ones_own_can_be_written() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(writable(directory.path()).state, State::Ok);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_is_no_directory() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("data");
        fs::write(&file, "").unwrap();
        assert_eq!(writable(&file).state, State::Fail);
    }
}
