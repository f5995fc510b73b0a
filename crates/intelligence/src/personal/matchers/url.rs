//! User and password within a URL: `https://user:password@host`, with the host, for which they are good.

use crate::personal::PersonalClass;
use crate::personal::numbers::end_of;
use crate::personal::scene::{Match, Scene};

/// The authority of each URL that names a user.
pub(in crate::personal) fn find(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    let chars = scene.text.chars();
    let mut at = 0;
    while let Some(start) =
        chars[at..].windows(3).position(|three| three == [':', '/', '/']).map(|found| at + found + 3)
    {
        at = end_of(chars, start, |c| !c.is_whitespace() && !matches!(c, '/' | '?' | '#' | '"' | '<' | '>'));
        let schemed = scene.text.before(start - 3).is_some_and(|c| c.is_ascii_alphanumeric());
        if schemed && chars[start..at].iter().rposition(|c| *c == '@').is_some_and(|user| user > 0) {
            matches.push(Match::new(PersonalClass::UrlCredentials, start..at, 0.97));
        }
    }
}
