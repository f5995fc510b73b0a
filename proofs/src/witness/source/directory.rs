//! A log in a directory, such as an auditor's kit.

use std::io;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use super::{Away, Source};

/// The directory.
#[derive(Clone, Debug)]
pub struct Directory(PathBuf);

impl Directory {
    /// The log in this directory.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

#[async_trait]
impl Source for Directory {
    async fn get(&self, path: &str, most: usize) -> Result<Option<Vec<u8>>, Away> {
        let file = self.0.join(path);
        let place = file.display();
        let opened = match File::open(&file).await {
            Ok(opened) => opened,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(Away::with(format!("{place} cannot be read"), error)),
        };
        let mut bytes = Vec::new();
        let read = opened.take(most as u64 + 1).read_to_end(&mut bytes).await;
        read.map_err(|error| Away::with(format!("{place} cannot be read"), error))?;
        if bytes.len() > most { Err(Away::too_long(&place.to_string(), most)) } else { Ok(Some(bytes)) }
    }

    async fn post(&self, _path: &str, _text: String) -> Result<(), Away> {
        Err(Away::because("nothing can be posted to a directory"))
    }
}

/// `tile/0/000` may be a file where `tile/0/000/…` is asked for; then there is nothing either.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
