//! What one would write first: a plain regular expression for each class.

use std::ops::Range;

use intelligence::personal::PersonalClass;
use regex::Regex;

/// A class and its plain expression.
pub struct Naive {
    /// What it finds.
    pub class: PersonalClass,
    expression: Regex,
}

/// Expressions as tutorials give them.
const EXPRESSIONS: [(PersonalClass, &str); 11] = [
    (PersonalClass::Email, r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    (PersonalClass::Phone, r"\+?\(?\d[\d\s().-]{5,}\d"),
    (PersonalClass::Card, r"\b\d(?:[ -]?\d){11,18}\b"),
    (PersonalClass::Iban, r"(?-u:\b)[A-Za-z]{2}\d{2}[A-Za-z0-9]{10,30}(?-u:\b)"),
    (PersonalClass::Ip, r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){2,7}\b"),
    (PersonalClass::Ssn, r"\b\d{3}-\d{2}-\d{4}\b"),
    (PersonalClass::DrivingLicence, r"\b[A-Z]?\d[\d-]{5,13}\b"),
    (PersonalClass::PostalCode, r"\b\d{3,5}(?:[ -]\d{2,4})?\b"),
    (PersonalClass::BirthDate, r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b"),
    (PersonalClass::Name, r"\b[A-Z]\w+(?: [A-Z]\w*\.?)? [A-Z]\w+\b"),
    (PersonalClass::Address, r"\b\d{1,5}(?: [A-Z]\w+)+"),
];

/// All expressions.
pub fn all() -> Vec<Naive> {
    let compiled = |(class, expression): (PersonalClass, &str)| Naive {
        class,
        expression: Regex::new(expression).expect("it is an expression"),
    };
    EXPRESSIONS.into_iter().map(compiled).collect()
}

impl Naive {
    /// What it finds in a text.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        self.expression.find_iter(text).map(|found| found.range()).collect()
    }
}
