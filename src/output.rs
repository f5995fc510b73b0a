//! What a command says: data on standard output, everything else on standard error.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

/// Where data goes, and in which form.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// JSON, for programs, and not text, for people.
    pub json: bool,
}

impl Output {
    /// Prints a result: as one JSON document, or as the text.
    pub fn result(self, value: &impl Serialize, text: impl FnOnce() -> String) -> io::Result<()> {
        if self.json { self.line(&serde_json::to_string_pretty(value)?) } else { self.line(text().trim_end()) }
    }

    /// Prints one line of data.
    pub fn line(self, line: &str) -> io::Result<()> {
        Self::lines([line])
    }

    /// Prints many lines at once.
    pub fn lines<T: AsRef<[u8]>>(lines: impl IntoIterator<Item = T>) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        for line in lines {
            out.write_all(line.as_ref())?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}

/// Says something to whoever watches.
pub fn say(line: &str) {
    // Nobody may be listening, which is no reason to fail.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether standard error is watched by a person.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether writing failed because the reader has gone, as in `colloquy events | head`.
pub fn reader_left(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}

/// A table with its columns aligned, numbers to the right.
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let all = || std::iter::once(heading.iter().map(ToString::to_string).collect()).chain(rows.iter().cloned());
    let widths: Vec<usize> = (0..heading.len())
        .map(|column| all().filter_map(|row: Vec<String>| row.get(column).map(|cell| cell.chars().count())).max())
        .map(Option::unwrap_or_default)
        .collect();
    all().map(|row| aligned(&row, &widths)).collect::<Vec<_>>().join("\n")
}

fn aligned(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        let is_number = cell.starts_with(|c: char| c.is_ascii_digit());
        if is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_aligned() {
        let rows = [vec!["turns".to_owned(), "1200".to_owned()], vec!["a longer name".to_owned(), "7".to_owned()]];
        assert_eq!(
            table(&["what", "count"], &rows),
            "what           count\nturns           1200\na longer name      7"
        );
    }
}
