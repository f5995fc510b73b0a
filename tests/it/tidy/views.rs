//! A view names every event: a new one must not slip past it unseen.

use super::{assert_none, files};

/// On an arm that does not match an event, this comment, followed by what it matches, lifts the rule.
const EXCUSE: &str = "// not events:";

#[test]
fn a_view_has_no_wildcard_arm() {
    let views = files::with_extension("rs", "projections/src/views");
    let problems: Vec<String> = views
        .iter()
        .flat_map(|file| {
            wildcard_lines(&files::text(file))
                .into_iter()
                .map(|line| format!("{}:{line}", file.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(&format!("name every event, or end the line with `{EXCUSE} <what it matches>`:"), &problems);
}

/// The numbers, from 1, of the lines that begin with a wildcard arm.
fn wildcard_lines(source: &str) -> Vec<usize> {
    let numbered = source.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| has_wildcard_arm(line)).map(|(number, _)| number).collect()
}

fn has_wildcard_arm(line: &str) -> bool {
    let arm = line.trim_start();
    (arm.starts_with("_ =>") || arm.starts_with("_ if ")) && !line.contains(EXCUSE)
}

#[test]
fn a_wildcard_arm_is_seen() {
    let source = "match event {\n    Event::Opened => 1,\n    _ => 0,\n}\nlet _ = 1;\n_ => 0, // not events: letters\n";
    assert_eq!(wildcard_lines(source), [3]);
}
