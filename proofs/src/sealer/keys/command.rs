//! A key that a command holds: it reads the message from its input, and writes the signature to its output.

use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ledger::note::SignError;
use ledger::{Signer, Vkey};

/// The program with its arguments, and the public key of what it signs with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommandSigner {
    /// Whose signatures these are.
    pub vkey: Vkey,
    /// The program and its arguments.
    pub command: Vec<String>,
}

impl Signer for CommandSigner {
    fn vkey(&self) -> &Vkey {
        &self.vkey
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let (program, arguments) = self.command.split_first().ok_or_else(|| failed("no command is configured"))?;
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| failed(&format!("{program}: {error}")))?;
        let input = child.stdin.take();
        let written = input.map_or(Ok(()), |mut input| input.write_all(message));
        let output = child.wait_with_output().map_err(|error| failed(&format!("{program}: {error}")))?;
        if !output.status.success() {
            return Err(failed(&format!("{program} ended with {}", output.status)));
        }
        written.map_err(|error| failed(&format!("{program} did not read the message: {error}")))?;
        let text = String::from_utf8_lossy(&output.stdout);
        BASE64.decode(text.trim()).map_err(|_| failed(&format!("{program} did not write a signature in base64")))
    }
}

fn failed(reason: &str) -> SignError {
    SignError(reason.to_owned())
}
