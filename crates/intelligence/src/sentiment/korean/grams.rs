//! The n-grams of a Korean text: of characters, and of the letters that syllables are made of.

/// The longest text that is looked at, in characters: what mood there is shows by then, and time stays bounded.
const LONGEST: usize = 1000;

/// Calls `visit` with the key of each n-gram, repeated ones repeatedly: 1 to 4 characters, 5 to 7 letters.
///
/// Capitals are small, digits one digit, spaces one space, and of a character in a row only two count. A key is 64 bits of a
/// multiplicative hash, the same on every machine.
pub fn each_gram(text: &str, mut visit: impl FnMut(u64)) {
    let characters = normal(text);
    each(&characters, 1, 4, 1, &mut visit);
    let mut letters = Vec::with_capacity(3 * characters.len());
    for &character in &characters {
        spell(character, &mut letters);
    }
    each(&letters, 5, 7, 2, &mut visit);
}

fn normal(text: &str) -> Vec<char> {
    let mut characters = vec![' '];
    let mut before = None;
    for character in text.chars().take(LONGEST).map(simple) {
        let last = characters.last().copied();
        let third = last == Some(character) && before == last;
        if !(third || character == ' ' && last == Some(' ')) {
            before = last;
            characters.push(character);
        }
    }
    if characters.last() != Some(&' ') {
        characters.push(' ');
    }
    characters
}

fn simple(character: char) -> char {
    match character {
        '0'..='9' => '0',
        space if space.is_whitespace() => ' ',
        other => other.to_lowercase().next().unwrap_or(other),
    }
}

/// A syllable as its two or three letters (Unicode 16, section 3.12), anything else as itself.
fn spell(character: char, letters: &mut Vec<u32>) {
    let code = u32::from(character);
    match code.checked_sub(0xac00) {
        Some(syllable @ 0..11_172) => {
            letters.extend([0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28]);
            letters.extend((!syllable.is_multiple_of(28)).then_some(0x11a7 + syllable % 28));
        }
        _ => letters.push(code),
    }
}

/// The keys of the n-grams of `shortest` to `longest` symbols; `kind` keeps characters and letters apart.
fn each<S: Copy + Into<u32>>(symbols: &[S], shortest: usize, longest: usize, kind: u64, visit: &mut impl FnMut(u64)) {
    for start in 0..symbols.len() {
        let mut key = kind;
        for (length, &symbol) in (1..=longest).zip(symbols.iter().skip(start)) {
            key = (key.rotate_left(29) ^ u64::from(symbol.into())).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if length >= shortest {
                let mixed = (key ^ (key >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                visit(mixed ^ (mixed >> 32));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<u32> {
        let mut letters = Vec::new();
        text.chars().for_each(|character| spell(character, &mut letters));
        letters
    }

    #[test]
    fn syllables_are_spelt_in_letters() {
        assert_eq!(letters("값a"), [0x1100, 0x1161, 0x11b9, u32::from('a')]);
        assert_eq!(letters("가힣"), [0x1100, 0x1161, 0x1112, 0x1175, 0x11c2]);
    }

    #[test]
    fn what_repeats_counts_twice_at_most() {
        assert_eq!(normal("ㅋㅋㅋㅋ  12"), [' ', 'ㅋ', 'ㅋ', ' ', '0', '0', ' ']);
    }
}
