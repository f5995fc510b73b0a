//! Payment cards: issuer's prefix, length, Luhn.

use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};
use crate::personal::{PersonalClass, checks};

/// First numbers of an issuer (as many digits as `from` has), and the lengths it gives.
struct Issuer {
    from: u32,
    to: u32,
    lengths: &'static [usize],
}

const fn issuer(from: u32, to: u32, lengths: &'static [usize]) -> Issuer {
    Issuer { from, to, lengths }
}

/// ISO/IEC 7812 prefixes as the networks publish them.
const ISSUERS: [Issuer; 16] = [
    issuer(4, 4, &[13, 16, 19]),                       // Visa
    issuer(51, 55, &[16]),                             // Mastercard
    issuer(2221, 2720, &[16]),                         // Mastercard, second range
    issuer(34, 34, &[15]),                             // American Express
    issuer(37, 37, &[15]),                             // American Express
    issuer(6011, 6011, &[16, 17, 18, 19]),             // Discover
    issuer(64, 65, &[16, 17, 18, 19]),                 // Discover
    issuer(62, 62, &[16, 17, 18, 19]),                 // UnionPay
    issuer(81, 81, &[16, 17, 18, 19]),                 // UnionPay
    issuer(3528, 3589, &[16, 17, 18, 19]),             // JCB
    issuer(300, 305, &[14, 16]),                       // Diners Club
    issuer(36, 39, &[14, 16]),                         // Diners Club
    issuer(2200, 2204, &[16, 17, 18, 19]),             // Mir
    issuer(1800, 1800, &[15]),                         // JCB, old
    issuer(2131, 2131, &[15]),                         // JCB, old
    issuer(50, 69, &[12, 13, 14, 15, 16, 17, 18, 19]), // Maestro
];

/// A card: with cue, or long enough that issuer, length and check digit together are hardly chance.
pub(in crate::personal) fn find(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    let digits = window.digits.values();
    let possible = matches!(digits.len(), 12..=19) && is_issued(window) && is_grouped(scene, window);
    if !possible || !checks::luhn(digits) || !scene.stands_alone(&window.chars) || scene.is_torn(&window.chars) {
        return None;
    }
    let confidence = match (scene.cued(Cue::Card, &window.chars, 40, 20), digits.len()) {
        (true, _) => 0.99,
        (false, _) if scene.is_order(&window.chars, Cue::Card) => 0.3,
        (false, 12..=13) => 0.4,
        (false, _) => 0.93,
    };
    Some(Match::new(PersonalClass::Card, window.chars.clone(), confidence))
}

fn is_issued(window: &Window<'_>) -> bool {
    let digits = &window.digits;
    let len = digits.values().len();
    ISSUERS.iter().any(|issuer| {
        let places = issuer.from.ilog10() as usize + 1;
        let first = digits.number(0..places).is_some_and(|first| (issuer.from..=issuer.to).contains(&first));
        first && issuer.lengths.contains(&len)
    })
}

/// Whether it is written in one, in fours, or as 4-6-5 and 4-6-4, with blanks or dashes.
fn is_grouped(scene: &Scene<'_>, window: &Window<'_>) -> bool {
    let Some((last, rest)) = window.groups.split_last() else { return false };
    let joints = window.groups.windows(2).all(|pair| matches!(scene.chars(&(pair[0].end..pair[1].start)), [' ' | '-']));
    let fours = rest.iter().all(|group| group.len() == 4) && last.len() <= 4;
    let six = matches!(rest, [four, six] if four.len() == 4 && six.len() == 6);
    rest.is_empty() || joints && (fours || six)
}
