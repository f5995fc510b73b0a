//! Whether a text in Cyrillic letters is Russian.

/// Words that Bulgarian, Ukrainian, Serbian, Macedonian or Belarusian use all the time, Russian never, though their
/// letters are Russian.
const STRANGE_WORDS: &str = "\
    съм това няма какво искам моля благодаря къде кога защо този тази тези още също моята моят ще бях беше сте \
    поръчка поръчката здравейте добър добре имате бих картата колко що як дякую чому коли але немає чекаю хвала \
    молим како зашто дзякуй калі што није лепо чи ви ми";

/// How often words and letters of a text in Cyrillic speak for and against Russian.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Cyrillic {
    letters: u32,
    strange_letters: u32,
    strange_words: u32,
    words: u32,
    russian_letters: u32,
}

impl Cyrillic {
    /// Counts one word.
    pub(super) fn add(&mut self, word: &str) {
        self.words += 1;
        for letter in word.chars().flat_map(char::to_lowercase) {
            self.letters += 1;
            self.strange_letters += u32::from(!matches!(letter, 'а'..='я' | 'ё' | '\u{300}'..='\u{36f}'));
            self.russian_letters += u32::from(matches!(letter, 'ы' | 'э' | 'ё'));
        }
        let lower = word.to_lowercase();
        let strange = STRANGE_WORDS.split(' ').any(|strange| strange == lower);
        // Before a consonant the hard sign is a vowel, and the language Bulgarian.
        self.strange_words += u32::from(strange || has_hard_vowel(&lower));
    }

    /// How likely it is Russian: from 0 to 1.
    pub(super) fn russian(&self) -> f64 {
        let against = f64::from(self.strange_letters) * 4.0 + f64::from(self.strange_words) * 3.0;
        // A name of elsewhere does not make a long text strange, and ы and э are written by few others.
        let for_it = 2.5 + f64::from(self.words) * 0.35 + f64::from(self.russian_letters) * 1.5;
        1.0 / (1.0 + (against - for_it).exp())
    }
}

fn has_hard_vowel(word: &str) -> bool {
    word.chars()
        .zip(word.chars().skip(1))
        .any(|(hard, next)| hard == 'ъ' && !matches!(next, 'е' | 'ё' | 'ю' | 'я' | 'и'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn russian(text: &str) -> bool {
        let mut cyrillic = Cyrillic::default();
        text.split_whitespace().for_each(|word| cyrillic.add(word));
        cyrillic.russian() > 0.5
    }

    #[test]
    fn its_neighbours_are_not_russian() {
        for text in ["где мой заказ", "нет", "объясните пожалуйста", "спасибо большое", "Оплата не прошла"]
        {
            assert!(russian(text), "{text}");
        }
        for text in ["де моє замовлення", "къде ми е поръчката", "искам да върна пакета", "хвала лепо, где је пошиљка"]
        {
            assert!(!russian(text), "{text}");
        }
    }
}
