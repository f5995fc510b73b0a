//! Notes: text under signatures of named keys (c2sp.org/signed-note).

mod key;
mod text;

pub use key::{Algorithm, BadKey, SecretKey, SignError, Signer, Vkey};
pub use text::{MalformedNote, Note, Signature};

/// Why a note proves nothing.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum NoteError {
    /// It is not spelled as a note.
    #[error(transparent)]
    Malformed(#[from] MalformedNote),
    /// A known key's signature does not hold.
    #[error("the signature of {name} does not hold")]
    BadSignature {
        /// The key's name.
        name: String,
    },
    /// Nobody who is trusted has signed it.
    #[error("no key that is trusted has signed it")]
    Unsigned,
}

impl Note {
    /// Signs a text that ends with a newline.
    ///
    /// # Errors
    /// The signer's, and when what it made is not its signature.
    pub fn sign(text: String, signers: &[&dyn Signer]) -> Result<Self, SignError> {
        let mut note = Self { text, signatures: Vec::new() };
        for signer in signers {
            let payload = signer.sign(note.text.as_bytes())?;
            if !signer.vkey().verify_raw(note.text.as_bytes(), &payload) {
                return Err(SignError(format!("what was made for {} is not its signature", signer.vkey().name())));
            }
            note.signatures.push(Signature::by(signer.vkey(), payload));
        }
        Ok(note)
    }

    /// Checks the signatures of the keys that are trusted, and tells which of them have signed. Those of unknown keys
    /// count for nothing.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] for the first that does not hold, [`NoteError::Unsigned`] when there is none.
    pub fn verify<'k>(&self, trusted: &'k [Vkey]) -> Result<Vec<&'k Vkey>, NoteError> {
        let mut signed = Vec::new();
        for signature in &self.signatures {
            let Some(key) = trusted.iter().find(|key| signature.is_by(key)) else { continue };
            if !key.verify(self.text.as_bytes(), &signature.payload) {
                return Err(NoteError::BadSignature { name: key.name().to_owned() });
            }
            signed.push(key);
        }
        if signed.is_empty() { Err(NoteError::Unsigned) } else { Ok(signed) }
    }
}

#[cfg(test)]
mod tests;
