//! Keys, by name: what verifies, and what signs.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use zeroize::Zeroizing;

use crate::Hash;

const SEED_BYTES: usize = 32;
const PRIVATE: &str = "PRIVATE+KEY+";

/// What a key's signatures mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Algorithm {
    /// Ed25519 over the text of a note: a log's.
    Ed25519,
    /// Ed25519 over a checkpoint and the time: a witness's.
    Cosignature,
}

impl Algorithm {
    fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }

    fn of_byte(byte: u8) -> Option<Self> {
        [Self::Ed25519, Self::Cosignature].into_iter().find(|algorithm| algorithm.byte() == byte)
    }
}

/// A public key with its name. Its text form is what is handed to whoever shall verify.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Vkey {
    name: String,
    id: u32,
    algorithm: Algorithm,
    public: [u8; 32],
}

impl Vkey {
    fn new(name: &str, algorithm: Algorithm, public: [u8; 32]) -> Result<Self, BadKey> {
        if !is_name(name) {
            return Err(BadKey::Name);
        }
        let named = [name.as_bytes(), b"\n", &[algorithm.byte()], &public].concat();
        let [a, b, c, d, ..] = Hash::of(&named).0;
        Ok(Self { name: name.to_owned(), id: u32::from_be_bytes([a, b, c, d]), algorithm, public })
    }

    /// Its name; a log's is the origin of its checkpoints.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first bytes of a digest over all of it, by which signatures name it.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What its signatures mean.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether a signature over the text of a note is this log key's.
    pub(crate) fn verify(&self, text: &[u8], payload: &[u8]) -> bool {
        self.algorithm == Algorithm::Ed25519 && self.verify_raw(text, payload)
    }

    /// Whether this is Ed25519 over `message`, whatever the key is for.
    pub(crate) fn verify_raw(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.public).verify(message, signature).is_ok()
    }
}

/// As it is handed over: `name+id+key`.
impl fmt::Display for Vkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let material = [&[self.algorithm.byte()], &self.public[..]].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, BASE64.encode(material))
    }
}

impl fmt::Debug for Vkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Vkey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (name, algorithm, public) = material(text)?;
        let key = Self::new(name, algorithm, public)?;
        // The id must be the right one, in its one spelling.
        if key.to_string() == text { Ok(key) } else { Err(BadKey::Id) }
    }
}

/// The parts of `name+id+base64(algorithm || 32 bytes)`. The id is not looked at.
fn material(text: &str) -> Result<(&str, Algorithm, [u8; 32]), BadKey> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(_id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(BadKey::Shape);
    };
    let bytes = Zeroizing::new(BASE64.decode(encoded).map_err(|_| BadKey::Shape)?);
    let (algorithm, bytes) = bytes.split_first().ok_or(BadKey::Shape)?;
    let algorithm = Algorithm::of_byte(*algorithm).ok_or(BadKey::Algorithm)?;
    Ok((name, algorithm, bytes.try_into().map_err(|_| BadKey::Shape)?))
}

/// Whether a key may have this name.
pub(super) fn is_name(name: &str) -> bool {
    let is_bad = |char: char| char.is_whitespace() || char.is_control() || char == '+';
    !name.is_empty() && !name.contains(is_bad)
}

/// Why a text is not a key.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadKey {
    /// The parts are not there.
    #[error("a key reads name+id+base64")]
    Shape,
    /// The name is empty or has a space or a plus.
    #[error("the name of a key is not empty and has neither spaces nor a plus")]
    Name,
    /// Signatures of a kind that is not known here.
    #[error("the key is of a kind that is not known here")]
    Algorithm,
    /// The id is not the digest of the rest.
    #[error("the id of the key does not belong to the rest of it")]
    Id,
}

/// A signer could not sign.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("the signing key did not sign: {0}")]
pub struct SignError(pub String);

/// Whatever holds a secret key: a file, a command, a device.
pub trait Signer: Send + Sync + fmt::Debug {
    /// The public key.
    fn vkey(&self) -> &Vkey;

    /// Ed25519 over the message.
    ///
    /// # Errors
    /// When the key is out of reach.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// A secret key in memory. Its text form is a secret; nothing here prints it but [`SecretKey::expose`].
pub struct SecretKey {
    vkey: Vkey,
    seed: Zeroizing<[u8; SEED_BYTES]>,
    pair: Ed25519KeyPair,
}

impl SecretKey {
    /// The key that follows from 32 random bytes.
    ///
    /// # Errors
    /// [`BadKey::Name`].
    pub fn new(name: &str, algorithm: Algorithm, seed: [u8; SEED_BYTES]) -> Result<Self, BadKey> {
        let seed = Zeroizing::new(seed);
        let pair = Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| BadKey::Shape)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| BadKey::Shape)?;
        Ok(Self { vkey: Vkey::new(name, algorithm, public)?, seed, pair })
    }

    /// The secret as a file holds it: `PRIVATE+KEY+name+id+key`.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let mut material = Zeroizing::new(vec![self.vkey.algorithm.byte()]);
        material.extend_from_slice(&*self.seed);
        let encoded = Zeroizing::new(BASE64.encode(&*material));
        Zeroizing::new(format!("{PRIVATE}{}+{:08x}+{}", self.vkey.name, self.vkey.id, *encoded))
    }

    /// The key in a text that [`SecretKey::expose`] made.
    ///
    /// # Errors
    /// See [`BadKey`]; it does not repeat the text.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let (name, algorithm, seed) = material(text.strip_prefix(PRIVATE).ok_or(BadKey::Shape)?)?;
        let key = Self::new(name, algorithm, seed)?;
        if *key.expose() == text { Ok(key) } else { Err(BadKey::Id) }
    }
}

impl Signer for SecretKey {
    fn vkey(&self) -> &Vkey {
        &self.vkey
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.pair.sign(message).as_ref().to_vec())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SecretKey").field(&self.vkey).finish()
    }
}
