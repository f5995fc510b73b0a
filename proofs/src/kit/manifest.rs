//! `kit.json`: what a kit is.

use chrono::{DateTime, Utc};
use ledger::commitment::spelled;
use serde::{Deserialize, Serialize};

const FORMAT: &str = "colloquy-kit";
const VERSION: u32 = 1;

/// What a kit is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: String,
    version: u32,
    /// Which log.
    pub origin: String,
    /// Which of its ledgers.
    pub ledger: String,
    size: String,
    exported_at: String,
    /// Whether the export came to its end.
    pub complete: bool,
}

impl Manifest {
    /// That of a kit of the first `size` events.
    #[must_use]
    pub fn new(origin: &str, ledger: &str, size: u64, exported_at: DateTime<Utc>, complete: bool) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            origin: origin.to_owned(),
            ledger: ledger.to_owned(),
            size: size.to_string(),
            exported_at: spelled(exported_at),
            complete,
        }
    }

    /// Reads the bytes of the file; the reason when they are not exactly what [`Manifest::to_bytes`] writes.
    ///
    /// # Errors
    /// See above.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let read: Self = serde_json::from_slice(bytes).map_err(|error| {
            format!("it is not what an export writes, from line {}, column {} on", error.line(), error.column())
        })?;
        let (format, version) = (read.format.as_str(), read.version);
        if (format, version) != (FORMAT, VERSION) {
            return Err(format!("it is version {version} of {format}, not version {VERSION} of {FORMAT}"));
        }
        let is_size = read.size.parse::<u64>().is_ok_and(|size| size.to_string() == read.size);
        let is_time = DateTime::parse_from_rfc3339(&read.exported_at)
            .is_ok_and(|time| spelled(time.to_utc()) == read.exported_at);
        if is_size && is_time && read.to_bytes() == bytes {
            Ok(read)
        } else {
            Err("it is spelled in another way".to_owned())
        }
    }

    /// How many events there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size.parse().unwrap_or_default()
    }

    /// The bytes of the file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("a manifest is JSON, and memory takes it");
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written_and_in_no_other_way() {
        let manifest =
            Manifest::new("log.example", "events", 7, DateTime::from_timestamp(1_700_000_000, 0).unwrap(), true);
        let bytes = manifest.to_bytes();
        assert_eq!(Manifest::read(&bytes), Ok(manifest));
        let text = String::from_utf8(bytes).unwrap();
        for (from, to) in [
            ("\"7\"", "\"07\""),
            ("kit", "kat"),
            (":1,", ":2,"),
            ("Z\"", "z\""),
            ("{", "{ "),
            ("\"ledger\"", "\"more\""),
        ] {
            assert!(Manifest::read(text.replacen(from, to, 1).as_bytes()).is_err(), "{to}");
        }
    }
}
