//! Check digits: each function says whether a number carries the right one.

/// Luhn's sum (ISO/IEC 7812-1) over decimal digits.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit < 5 => digit * 2,
            (_, digit) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 7064 mod 97-10 over letters (10–35) and digits, as an IBAN has it (ISO 13616): what stands first is moved last.
pub(super) fn mod_97(iban: &[char]) -> bool {
    let moved = iban.iter().skip(4).chain(iban.iter().take(4));
    let rest = moved.fold(0, |rest, c| match c.to_digit(36) {
        Some(value @ 10..) => (rest * 100 + value) % 97,
        Some(value) => (rest * 10 + value) % 97,
        None => 0,
    });
    rest == 1
}

/// ISO 7064 mod 11-2 over 17 digits and a check character, `10` for X (GB 11643).
pub(super) fn mod_11_2(values: &[u8]) -> bool {
    let sum = values.iter().fold(0, |sum, value| (sum * 2 + u32::from(*value)) % 11);
    values.len() == 18 && sum == 1
}

/// The characters of a unified social credit code, in the order of their values (GB 32100); I, O, S, V, Z are not used.
const CREDIT_ALPHABET: &str = "0123456789abcdefghjklmnpqrtuwxy";

/// Powers of three mod 31; the check character counts once.
const CREDIT_WEIGHTS: [usize; 18] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];

/// Mod 31 over 18 characters, the last of them the check character (GB 32100).
pub(super) fn mod_31(code: &[char]) -> bool {
    let values: Option<Vec<usize>> = code.iter().map(|c| CREDIT_ALPHABET.find(*c)).collect();
    values.is_some_and(|values| {
        let sum: usize = values.iter().zip(CREDIT_WEIGHTS).map(|(value, weight)| value * weight).sum();
        values.len() == 18 && sum.is_multiple_of(31)
    })
}

/// Mod 11 over eight characters and a check character: the code of an organisation (GB 11714).
pub(super) fn organisation(code: &[char]) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = code.iter().zip(WEIGHTS).map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight).sum();
    let check = match 11 - sum % 11 {
        10 => Some('x'),
        check => char::from_digit(check % 11, 10),
    };
    code.len() == 9 && code.last().copied() == check
}

/// Mod 11 over one or two letters, six digits and a check character (`a` for ten): the identity card of Hong Kong.
pub(super) fn hong_kong(letters: &[char], digits: &[u8], check: u8) -> bool {
    let value = |c: &char| c.to_digit(36).unwrap_or(0);
    let prefix = match letters {
        [one] => 36 * 9 + value(one) * 8,
        [first, second] => value(first) * 9 + value(second) * 8,
        _ => return false,
    };
    let sum: u32 = digits.iter().zip((2..=7).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    digits.len() == 6 && (prefix + sum + u32::from(check)).is_multiple_of(11)
}

/// The two check digits of a Brazilian CPF, mod 11 each.
pub(super) fn cpf(digits: &[u8]) -> bool {
    let check = |count: usize| {
        let weights = (2..=count as u32 + 1).rev();
        let sum: u32 = digits.iter().take(count).zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        (sum * 10 % 11 % 10) as u8
    };
    digits.len() == 11
        && digits.iter().any(|digit| *digit != digits[0])
        && check(9) == digits[9]
        && check(10) == digits[10]
}

/// The letter of a Spanish DNI or NIE: the number mod 23.
pub(super) fn spanish_letter(number: u32, letter: char) -> bool {
    "trwagmyfpdxbnjzsqvhlcke".chars().nth(number as usize % 23) == Some(letter)
}

/// An identity number of Taiwan: the weighted sum of its letter's number and its digits ends in 0.
pub(super) fn taiwan(letter: char, digits: &[u8]) -> bool {
    const LETTERS: &str = "abcdefghjklmnpqrstuvxywzio";
    let Some(number) = LETTERS.find(letter).map(|place| place + 10) else { return false };
    let weights = [8, 7, 6, 5, 4, 3, 2, 1, 1];
    let sum: usize = digits.iter().zip(weights).map(|(digit, weight)| usize::from(*digit) * weight).sum();
    digits.len() == 9 && (number / 10 + number % 10 * 9 + sum).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.chars().filter_map(|c| c.to_digit(10)).map(|digit| digit as u8).collect()
    }

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn published_examples_carry_their_check_digits() {
        assert!(luhn(&digits("4111111111111111")) && luhn(&digits("378282246310005")));
        assert!(mod_97(&chars("gb82west12345698765432")) && mod_97(&chars("de89370400440532013000")));
        assert!(mod_11_2(&[1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 1, 2, 3, 1, 0, 0, 2, 10]));
        assert!(mod_31(&chars("91350100m000100y43")) && organisation(&chars("m000100y4")));
        assert!(hong_kong(&['a'], &[1, 2, 3, 4, 5, 6], 3) && hong_kong(&['a', 'b'], &[9, 8, 7, 6, 5, 4], 3));
        assert!(cpf(&digits("529.982.247-25")) && spanish_letter(12_345_678, 'z'));
    }

    #[test]
    fn one_wrong_digit_is_noticed() {
        assert!(!luhn(&digits("4111111111111112")));
        assert!(!mod_97(&chars("gb82west12345698765431")));
        assert!(!mod_11_2(&[1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 1, 2, 3, 1, 0, 0, 3, 10]));
        assert!(!organisation(&chars("m000100y5")));
        assert!(!mod_31(&chars("91350100m000100y44")) && !mod_31(&chars("91350100m000100i43")));
        assert!(!hong_kong(&['a'], &[1, 2, 3, 4, 5, 6], 4));
        assert!(!cpf(&digits("529.982.247-26")) && !cpf(&digits("111.111.111-11")));
        assert!(!spanish_letter(12_345_678, 'a'));
    }
}
