//! Numbers with a calling code: `+49 30 …`, `0049 30 …`, `001-…`.

use crate::personal::PersonalClass;
use crate::personal::cues::Cue;
use crate::personal::numbers::Window;
use crate::personal::scene::{Match, Scene};
use crate::scan::sticks;

/// Calling codes (ITU-T E.164, list of 2016 with what was added since). No code begins with another one.
const CODES: &str = "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 \
    90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 \
    241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 \
    298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 420 \
    421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 \
    680 681 682 683 685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 \
    964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998";

/// What is dialled before a calling code from within most of the world, and from North America.
const EXITS: [&str; 2] = ["00", "011"];

/// A number with its calling code, when what follows is as long as numbers are (E.164: at most 15 digits).
/// Without a plus sign, and in one piece, it needs a cue: too many other numbers begin with zeros.
pub(super) fn find(scene: &Scene<'_>, window: &Window<'_>) -> Option<Match> {
    let plus = scene.text.before(window.chars.start) == Some('+');
    let exit = if plus { 0 } else { EXITS.into_iter().find(|exit| window.digits.starts_with(exit))?.len() };
    let code = code(&window.digits.values()[exit..])?;
    let national = &window.digits.values()[exit + code..];
    // A trunk zero in brackets, `+46 (0)8 …`, is not dialled from abroad.
    let trunk = usize::from(national.first() == Some(&0));
    let length = national.len() - trunk;
    let nanp = code != 1 || window.digits.values()[exit] != 1 || length == 10 && national[0] >= 2;
    let chars = window.chars.start - usize::from(plus)..super::extension(scene, window.chars.end);
    let free = !scene.text.before(chars.start).is_some_and(sticks) && !scene.text.at(chars.end).is_some_and(sticks);
    let whole = plus && (4..=12).contains(&length) || !plus && (8..=12).contains(&length) && !scene.is_torn(&chars);
    let bare = !plus && window.groups.len() == 1 && !scene.cued(Cue::Phone, &window.chars, 24, 6);
    if bare || scene.is_order(&window.chars, Cue::Phone) {
        return None;
    }
    let confidence = if plus { 0.95 } else { 0.8 };
    (free && whole && nanp && length + code <= 15).then(|| Match::new(PersonalClass::Phone, chars, confidence))
}

/// How many digits the calling code has with which these begin.
fn code(digits: &[u8]) -> Option<usize> {
    (1..=3).find(|length| {
        digits.len() > *length
            && CODES
                .split(' ')
                .any(|code| code.len() == *length && code.bytes().zip(digits).all(|(a, b)| a == b + b'0'))
    })
}
