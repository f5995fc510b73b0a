//! Joins byte strings so that no two different lists give the same bytes.

/// Appends `part` with its length in front (32 bits, little endian).
pub(crate) fn push(out: &mut Vec<u8>, part: &[u8]) {
    let length = u32::try_from(part.len()).expect("names and ids are far shorter than 4 GiB");
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(part);
}

/// All `parts`, each with its length in front.
pub(crate) fn of(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|part| part.len() + 4).sum());
    for part in parts {
        push(&mut out, part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn moving_a_byte_between_parts_changes_the_frame() {
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
        assert_ne!(of(&[b"", b"abc"]), of(&[b"abc", b""]));
    }
}
