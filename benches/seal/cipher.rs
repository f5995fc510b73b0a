//! The cipher alone, with a key at hand and as much associated data as the vault binds.

use std::cell::Cell;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

const ASSOCIATED: [u8; 64] = [7; 64];

/// Encrypts and decrypts.
pub(crate) struct Cipher {
    key: LessSafeKey,
    next_nonce: Cell<u32>,
}

/// What was encrypted.
pub(crate) struct Encrypted {
    nonce: [u8; 12],
    bytes: Vec<u8>,
}

impl Cipher {
    pub(crate) fn new() -> Self {
        let key = UnboundKey::new(&AES_256_GCM, &[7; 32]).expect("the key is as long as it must be");
        Self { key: LessSafeKey::new(key), next_nonce: Cell::new(0) }
    }

    pub(crate) fn encrypt(&self, clear: &[u8]) -> Encrypted {
        let mut nonce = [0; 12];
        nonce[..4].copy_from_slice(&self.next_nonce.get().to_le_bytes());
        self.next_nonce.set(self.next_nonce.get().wrapping_add(1));
        let mut bytes = clear.to_vec();
        let sealed =
            self.key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(ASSOCIATED), &mut bytes);
        sealed.expect("the text is short");
        Encrypted { nonce, bytes }
    }

    pub(crate) fn decrypt(&self, encrypted: &Encrypted) -> Vec<u8> {
        let mut bytes = encrypted.bytes.clone();
        let nonce = Nonce::assume_unique_for_key(encrypted.nonce);
        let clear = self.key.open_in_place(nonce, Aad::from(ASSOCIATED), &mut bytes);
        let length = clear.expect("nobody altered it").len();
        bytes.truncate(length);
        bytes
    }
}
