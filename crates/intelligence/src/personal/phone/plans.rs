//! Numbering plans: what numbers look like when they are dialled at home.

use serde::{Deserialize, Serialize};

use crate::personal::numbers::Window;

/// A region whose numbers are known as they are dialled there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Region {
    /// Mainland China.
    Cn,
    /// Hong Kong.
    Hk,
    /// Macau.
    Mo,
    /// Taiwan.
    Tw,
    /// United States, Canada and the rest of the North American plan.
    Us,
    /// United Kingdom.
    Gb,
    /// Spain.
    Es,
    /// Mexico.
    Mx,
    /// France.
    Fr,
    /// Germany.
    De,
    /// Austria.
    At,
    /// Switzerland.
    Ch,
    /// Italy.
    It,
    /// Portugal.
    Pt,
    /// Brazil.
    Br,
    /// Russia.
    Ru,
    /// Japan.
    Jp,
    /// Korea.
    Kr,
}

impl Region {
    /// All of them: the default of the guard.
    pub const ALL: [Self; 18] = [
        Self::Cn,
        Self::Hk,
        Self::Mo,
        Self::Tw,
        Self::Us,
        Self::Gb,
        Self::Es,
        Self::Mx,
        Self::Fr,
        Self::De,
        Self::At,
        Self::Ch,
        Self::It,
        Self::Pt,
        Self::Br,
        Self::Ru,
        Self::Jp,
        Self::Kr,
    ];

    /// The numbers of its plan.
    const fn series(self) -> &'static [Series] {
        match self {
            Self::Cn => {
                const {
                    &[
                        distinct(
                            "13 140 141 144 145 146 147 148 149 150 151 152 153 155 156 157 158 159 162 165 166 167",
                            11,
                            11,
                        ),
                        distinct("170 171 172 173 174 175 176 177 178 18 190 191 192 193 195 196 197 198 199", 11, 11),
                        plain("01 02 03 04 05 06 07 08 09", 10, 12),
                        plain("400 800", 10, 10),
                    ]
                }
            }
            Self::Hk => const { &[plain("2 3 5 6 7 8 9", 8, 8)] },
            Self::Mo => const { &[plain("28 8 6", 8, 8)] },
            Self::Tw => const { &[distinct("09", 10, 10), plain("02 03 04 05 06 07 08", 9, 10)] },
            Self::Us => const { &[plain("2 3 4 5 6 7 8 9", 10, 10), plain("1", 11, 11)] },
            Self::Gb => const { &[distinct("07", 11, 11), plain("01 02 03 08", 10, 11)] },
            Self::Es => const { &[plain("6 7 8 9", 9, 9)] },
            Self::Mx => const { &[plain("2 3 4 5 6 7 8 9", 10, 10)] },
            Self::Fr => const { &[distinct("06 07", 10, 10), plain("01 02 03 04 05 08 09", 10, 10)] },
            Self::De => const { &[distinct("015 016 017", 11, 12), plain("02 03 04 05 06 07 08 09", 7, 12)] },
            Self::At => const { &[distinct("066 067 068 069", 10, 13), plain("01 02 03 04 05 06 07", 7, 12)] },
            Self::Ch => const { &[distinct("075 076 077 078 079", 10, 10), plain("02 03 04 05 06 07 08 09", 10, 10)] },
            Self::It => const { &[plain("3", 9, 10), plain("0", 7, 11)] },
            Self::Pt => const { &[plain("2 9 3 8", 9, 9)] },
            Self::Br => const { &[plain("1 2 3 4 5 6 7 8 9", 10, 11), plain("0", 11, 12)] },
            Self::Ru => const { &[plain("8", 11, 11), plain("9 4", 10, 10)] },
            Self::Jp => const { &[distinct("070 080 090", 11, 11), plain("01 02 03 04 05 06 07 08 09", 10, 11)] },
            Self::Kr => const { &[distinct("010", 11, 11), plain("02", 9, 10), plain("03 04 05 06 07", 10, 12)] },
        }
    }

    /// Whether the digits between prefix and end may be such: where a plan says more than prefix and length.
    fn admits(self, digits: &[u8]) -> bool {
        match (self, digits) {
            (Self::Us, [1, area, _, _, exchange, ..]) => *area >= 2 && *exchange >= 2,
            (Self::Us, [_, _, _, exchange, ..]) => *exchange >= 2,
            (Self::Br, [area, second, rest @ ..]) if *area > 0 => *second > 0 && (rest.len() == 8 || rest[0] == 9),
            (Self::Br | Self::Us, _)
            | (
                Self::Cn
                | Self::Hk
                | Self::Mo
                | Self::Tw
                | Self::Gb
                | Self::Es
                | Self::Mx
                | Self::Fr
                | Self::De
                | Self::At
                | Self::Ch
                | Self::It
                | Self::Pt
                | Self::Ru
                | Self::Jp
                | Self::Kr,
                _,
            ) => true,
        }
    }
}

/// Numbers with one of some prefixes and so many digits, the trunk zero counted.
struct Series {
    prefixes: &'static str,
    from: usize,
    to: usize,
    fit: Fit,
}

/// How well a number fits a plan. The later fits better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Other numbers look like this too: it needs a cue or groups.
    Plain,
    /// Hardly another number looks like this, even in one piece: mobile numbers, mostly.
    Distinct,
}

const fn plain(prefixes: &'static str, from: usize, to: usize) -> Series {
    Series { prefixes, from, to, fit: Fit::Plain }
}

const fn distinct(prefixes: &'static str, from: usize, to: usize) -> Series {
    Series { prefixes, from, to, fit: Fit::Distinct }
}

/// How well a number fits the plan of a region; none when it does not.
pub(super) fn fit(region: Region, window: &Window<'_>) -> Option<Fit> {
    let count = window.digits.values().len();
    let fitting = region.series().iter().filter(|series| (series.from..=series.to).contains(&count));
    let prefixed = fitting.filter(|series| series.prefixes.split(' ').any(|prefix| window.digits.starts_with(prefix)));
    prefixed.map(|series| series.fit).max().filter(|_| region.admits(window.digits.values()))
}
