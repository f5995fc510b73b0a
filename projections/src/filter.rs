//! The `where` of a query, built from what a caller asks for; parameters are numbered in the order they appear.

use crate::value::{Column, Value};

/// Conditions that must all hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    params: Vec<Value>,
}

impl Filter {
    /// Rows of one tenant.
    pub(crate) fn of(tenant: &event_store::Tenant) -> Self {
        let mut filter = Self::default();
        filter.equal("tenant", tenant);
        filter
    }

    pub(crate) fn equal(&mut self, column: &str, value: &impl Column) {
        self.compare(&[column], "=", vec![value.to_value()]);
    }

    pub(crate) fn equal_if(&mut self, column: &str, value: Option<&impl Column>) {
        if let Some(value) = value {
            self.equal(column, value);
        }
    }

    /// One of these; any, when there are none.
    pub(crate) fn one_of(&mut self, column: &str, values: &[impl Column]) {
        if !values.is_empty() {
            let places = self.places(values.iter().map(Column::to_value));
            self.conditions.push(format!("{column} in ({places})"));
        }
    }

    /// From a bound on, up to but without another.
    pub(crate) fn within<T: Column>(&mut self, column: &str, range: &Range<T>) {
        if let Some(from) = &range.from {
            self.compare(&[column], ">=", vec![from.to_value()]);
        }
        if let Some(to) = &range.to {
            self.compare(&[column], "<", vec![to.to_value()]);
        }
    }

    /// `(a, b) < ($1, $2)`.
    pub(crate) fn compare(&mut self, columns: &[&str], operator: &str, values: Vec<Value>) {
        let places = self.places(values.into_iter());
        self.conditions.push(match columns {
            [column] => format!("{column} {operator} {places}"),
            several => format!("({}) {operator} ({places})", several.join(", ")),
        });
    }

    /// A condition of its own words, whose parameter is written `{}`.
    pub(crate) fn holds(&mut self, condition: &str, value: &impl Column) {
        let place = self.places(std::iter::once(value.to_value()));
        self.conditions.push(condition.replace("{}", &place));
    }

    pub(crate) fn finish(self) -> (String, Vec<Value>) {
        (self.conditions.join(" and "), self.params)
    }

    fn places(&mut self, values: impl Iterator<Item = Value>) -> String {
        let before = self.params.len();
        self.params.extend(values);
        let places: Vec<_> = (before + 1..=self.params.len()).map(|number| format!("${number}")).collect();
        places.join(", ")
    }
}

/// A half-open range; an absent bound is none.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Range<T> {
    /// The first that is in it.
    pub from: Option<T>,
    /// The first that is not.
    pub to: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { from: None, to: None }
    }
}
