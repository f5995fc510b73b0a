//! Lines that come in blocks, taken one by one.

use std::io::BufRead as _;

use crate::kit::input::Lines;

/// Lines that come in blocks.
#[derive(Debug, Default)]
pub(in crate::kit) struct Feed {
    lines: Lines,
    /// Where the line at hand begins.
    start: usize,
    /// Where it ends, behind its line break.
    end: usize,
    over: bool,
}

impl Feed {
    /// Whether the next block is needed before there is a line.
    pub(in crate::kit) fn is_dry(&self) -> bool {
        self.start == self.end && !self.over
    }

    /// Takes the next block; nothing is the end.
    pub(in crate::kit) fn fill(&mut self, lines: Option<Lines>) {
        self.over = lines.is_none();
        (self.lines, self.start, self.end) = (lines.unwrap_or_default(), 0, 0);
        self.seek();
    }

    /// The line at hand, without its line break; nothing at the end.
    pub(in crate::kit) fn line(&self) -> Option<&[u8]> {
        let line = &self.lines.bytes[self.start..self.end];
        (!line.is_empty()).then(|| line.strip_suffix(b"\n").unwrap_or(line))
    }

    /// Whether the file ends within the line at hand.
    pub(in crate::kit) fn is_torn(&self) -> bool {
        !self.lines.bytes[self.start..self.end].ends_with(b"\n")
    }

    /// The number of the file that the line at hand stands in.
    pub(in crate::kit) fn chunk(&self) -> Option<u64> {
        self.lines.chunk
    }

    pub(in crate::kit) fn advance(&mut self) {
        self.start = self.end;
        self.seek();
    }

    fn seek(&mut self) {
        let mut rest = &self.lines.bytes[self.end..];
        self.end += rest.skip_until(b'\n').expect("memory can be read");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_one_by_one_and_the_end_is_known() {
        let mut feed = Feed::default();
        assert!(feed.is_dry());
        feed.fill(Some(Lines { bytes: b"a\n\nb".to_vec(), chunk: Some(3) }));
        for (line, torn) in [(&b"a"[..], false), (b"", false), (b"b", true)] {
            assert_eq!((feed.line(), feed.is_torn(), feed.chunk()), (Some(line), torn, Some(3)));
            feed.advance();
        }
        assert!(feed.is_dry());
        feed.fill(None);
        assert_eq!((feed.line(), feed.is_dry()), (None, false));
    }
}
