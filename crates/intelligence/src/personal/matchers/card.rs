//! Payment cards: issuer's prefix, length, Luhn.

use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// First numbers of an issuer (as many digits as `from` has), the length it gives to nearly all its cards, and others.
struct Issuer {
    from: u32,
    to: u32,
    usual: &'static [usize],
    other: &'static [usize],
}

const fn issuer(from: u32, to: u32, usual: &'static [usize], other: &'static [usize]) -> Issuer {
    Issuer { from, to, usual, other }
}

/// ISO/IEC 7812 prefixes as the networks publish them.
const ISSUERS: [Issuer; 15] = [
    issuer(4, 4, &[16], &[13, 19]),                         // Visa
    issuer(51, 55, &[16], &[]),                             // Mastercard
    issuer(2221, 2720, &[16], &[]),                         // Mastercard, second range
    issuer(34, 34, &[15], &[]),                             // American Express
    issuer(37, 37, &[15], &[]),                             // American Express
    issuer(6011, 6011, &[16], &[17, 18, 19]),               // Discover
    issuer(64, 65, &[16], &[17, 18, 19]),                   // Discover
    issuer(62, 62, &[16, 19], &[17, 18]),                   // UnionPay
    issuer(3528, 3589, &[16], &[17, 18, 19]),               // JCB
    issuer(1800, 1800, &[15], &[]),                         // JCB, old
    issuer(2131, 2131, &[15], &[]),                         // JCB, old
    issuer(300, 305, &[14], &[16]),                         // Diners Club
    issuer(36, 39, &[14], &[16]),                           // Diners Club
    issuer(2200, 2204, &[16], &[17, 18, 19]),               // Mir
    issuer(50, 69, &[], &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro
];

/// How usual a length is for an issuer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Length {
    /// No issuer that we know gives out such a number; lists of issuers grow old.
    Unknown,
    Possible,
    Usual,
}

/// A card: with cue, or so long and of such an issuer that they and the check digit together are hardly chance.
pub(in crate::personal) fn find(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    let digits = window.digits.values();
    let length = length(window);
    if !matches!(digits.len(), 12..=19)
        || !is_grouped(scene, window)
        || !checks::luhn(digits)
        || !scene.stands_alone(&window.chars)
        || scene.is_torn(&window.chars)
    {
        return None;
    }
    let confidence = match (scene.cued(Cue::Card, &window.chars, 60, 40), length) {
        (true, Length::Usual) => 0.99,
        (true, Length::Possible) => 0.95,
        (true, Length::Unknown) => 0.7,
        (false, Length::Unknown) => 0.35,
        (false, Length::Possible) => 0.4,
        (false, Length::Usual) if scene.is_order(&window.chars, Cue::Card) => 0.3,
        (false, Length::Usual) => 0.93,
    };
    Some(Match::new(PersonalClass::Card, window.chars.clone(), confidence))
}

/// How usual the length is for the issuer whose prefix it has.
fn length(window: &Window<'_>) -> Length {
    let length = window.digits.values().len();
    let issuers = ISSUERS.iter().filter(|issuer| {
        let places = issuer.from.ilog10() as usize + 1;
        window.digits.number(0..places).is_some_and(|first| (issuer.from..=issuer.to).contains(&first))
    });
    let lengths = issuers.filter_map(|issuer| match (issuer.usual.contains(&length), issuer.other.contains(&length)) {
        (true, _) => Some(Length::Usual),
        (false, true) => Some(Length::Possible),
        (false, false) => None,
    });
    lengths.max().unwrap_or(Length::Unknown)
}

/// Whether it is written in one, in fours, or as 4-6-5 and 4-6-4, with blanks or dashes.
fn is_grouped(scene: &Scene<'_>, window: &Window<'_>) -> bool {
    let Some((last, rest)) = window.groups.split_last() else { return false };
    let joints = window.groups.windows(2).all(|pair| matches!(scene.chars(&(pair[0].end..pair[1].start)), [' ' | '-']));
    let fours = rest.iter().all(|group| group.len() == 4) && last.len() <= 4;
    let six = matches!(rest, [four, six] if four.len() == 4 && six.len() == 6);
    rest.is_empty() || joints && (fours || six)
}
