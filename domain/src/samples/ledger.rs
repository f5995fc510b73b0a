//! Examples of what happens to the keeping of the log.

use super::{Sample, code};
use crate::ledger::event::KeyRotated;
use crate::ledger::{LedgerEvent, PublicKey};

impl Sample<'_> {
    pub(super) fn ledger(&self) -> Vec<LedgerEvent> {
        let key = |text: &str| text.parse::<PublicKey>().expect("the example is a key");
        let rotated = KeyRotated {
            old: key("log.example/main+97e0309a+AVBF0I5sdAzgVol3ZUnoncUbXagJ5Lx+krTGLAXQ/8SH"),
            new: key("log.example/main+1be9ac34+AXRfZp2l/CVm3vQ3m2mF8hAzRtwq1m4cV8T3o4jY3k1W"),
            reason: code("yearly"),
        };
        vec![rotated.into()]
    }
}
