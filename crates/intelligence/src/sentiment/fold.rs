//! Folding of a text for look-up, byte for byte.

/// The text in lower case and with `ё` as `е`; each character keeps its length, so an offset into the fold is an offset
/// into the text. The few characters whose small form is longer or shorter stay as they are.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    if c == 'ё' || c == 'Ё' {
        return 'е';
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
        _ => c,
    }
}

/// Other spellings of a folded form that customers type: without accents, with the typographic apostrophe, umlauts as two
/// letters when `german`.
pub(super) fn variants(form: &str, german: bool) -> Vec<String> {
    let mut spellings = vec![form.to_owned()];
    let plain: String =
        if german { form.chars().map(umlaut).collect() } else { form.chars().map(unaccented).collect() };
    if plain != form && plain.chars().count() > 3 {
        spellings.push(plain);
    }
    if form.contains('\'') {
        let curly: Vec<String> = spellings.iter().map(|spelling| spelling.replace('\'', "’")).collect();
        spellings.extend(curly);
    }
    spellings
}

fn umlaut(c: char) -> String {
    match c {
        'ä' => "ae".to_owned(),
        'ö' => "oe".to_owned(),
        'ü' => "ue".to_owned(),
        'ß' => "ss".to_owned(),
        other => other.to_string(),
    }
}

fn unaccented(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'û' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_offset() {
        for text in ["Ё И", "İstanbul", "ẞ ß", "GROẞ", "ΑΣ", "K", "１Ａ", ""] {
            assert_eq!(fold(text).len(), text.len(), "{text}");
        }
        assert_eq!(fold("ЁЛКА ÉTÉ"), "елка été");
    }

    #[test]
    fn what_is_typed_without_accents_is_found() {
        assert_eq!(variants("pésima", false), ["pésima", "pesima"]);
        assert_eq!(variants("enttäuscht", true), ["enttäuscht", "enttaeuscht"]);
        assert_eq!(variants("não", false), ["não"]);
        assert_eq!(variants("can't", false), ["can't", "can’t"]);
    }
}
