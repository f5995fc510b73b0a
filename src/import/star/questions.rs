//! The questions after a dialogue, as names.

use domain::Code;

/// A name for a question: its words in lower case between underscores, as many as a code holds.
pub fn name(question: &str) -> Option<Code> {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        let longer = if name.is_empty() { word.to_lowercase() } else { format!("{name}_{}", word.to_lowercase()) };
        if longer.chars().count() > Code::MAX_CHARS {
            break;
        }
        name = longer;
    }
    name.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, expected: Option<&str>) {
        assert_eq!(name(question).as_ref().map(Code::as_str), expected);
    }

    #[test]
    fn a_question_becomes_a_short_name() {
        check("Was it quick?", Some("was_it_quick"));
        check("...was it (really) quick?", Some("was_it_really_quick"));
        check("?!", None);
        check(
            "Would you say that every single one of the answers which you were given was of some use to you?",
            Some("would_you_say_that_every_single_one_of_the_answers_which_you"),
        );
    }
}
