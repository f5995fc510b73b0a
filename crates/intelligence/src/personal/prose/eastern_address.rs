//! Chinese, Japanese and Korean addresses: administrative words, a street, a number.

use std::ops::Range;

use crate::personal::PersonalClass;
use crate::personal::cues::Cue;
use crate::personal::numbers::end_of;
use crate::personal::scene::{Match, Scene};
use crate::scan::is_unspaced;

const STREETS: &str = "路街道巷弄村镇鎮段里园園胡同庄社區";
const CHINESE_ENDS: &str = "号號室楼樓层層栋棟幢座户";
const JAPANESE_ENDS: &str = "目番地号";
const KOREAN_STREETS: &str = "로길동";

/// All addresses of a text.
pub(super) fn find(scene: &Scene<'_>, matches: &mut Vec<Match>) {
    let chars = scene.text.chars();
    let mut at = 0;
    while let Some(start) = chars[at..].iter().position(|c| is_unspaced(*c)).map(|found| at + found) {
        let is_part = |c: char| is_unspaced(c) || c.is_ascii_alphanumeric() || matches!(c, '-' | '#');
        at = end_of(chars, start, is_part);
        let from = behind_cue(scene, &(start..at));
        let found = ideographic(chars, from..at).map(|found| (found, 0.7));
        matches.extend(found.map(|(found, confidence)| Match::new(PersonalClass::Address, found, confidence)));
        if KOREAN_STREETS.contains(chars[at - 1]) {
            matches.extend(korean(scene, start..at));
        }
    }
}

/// The part of a run behind the last address cue in it.
fn behind_cue(scene: &Scene<'_>, run: &Range<usize>) -> usize {
    let cues = scene.cues.iter().filter(|hit| matches!(hit.cue, Cue::Address | Cue::Name));
    let ends = cues.map(|hit| hit.chars.end).filter(|end| run.contains(end));
    let from = ends.max().unwrap_or(run.start);
    end_of(scene.text.chars(), from, |c| {
        matches!(c, '是' | '在' | '我' | '家' | '到' | '为' | '請' | '请' | '寄' | '送' | '住' | 'は')
    })
    .min(run.end)
}

/// From the start of a run to the last numbered part, when a street stands before the first number.
fn ideographic(chars: &[char], run: Range<usize>) -> Option<Range<usize>> {
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let digit = run.clone().find(|at| is_digit(chars[*at]) && *at > run.start + 1)?;
    let street = chars[run.start..digit].iter().rposition(|c| STREETS.contains(*c)).map(|place| run.start + place);
    let ended =
        |ends: &str| run.clone().rfind(|at| *at > digit && ends.contains(chars[*at]) && is_digit(chars[*at - 1]));
    if let Some(end) = street.filter(|street| digit - street <= 6).and_then(|_| ended(CHINESE_ENDS)) {
        return Some(run.start..end + 1);
    }
    let before = &chars[run.start..digit];
    let japanese = before.iter().any(|c| "都道府県".contains(*c)) && before.iter().any(|c| "市区町村".contains(*c));
    let end = end_of(chars, digit, |c| is_digit(c) || JAPANESE_ENDS.contains(c) || matches!(c, '丁' | '-' | 'の'));
    japanese.then_some(run.start..end.min(run.end))
}

/// A street word with a number behind it, and the regions before it; without a region it needs an address cue.
fn korean(scene: &Scene<'_>, street: Range<usize>) -> Option<Match> {
    let chars = scene.text.chars();
    let number = street.end + usize::from(chars.get(street.end) == Some(&' '));
    let end = end_of(chars, number.min(chars.len()), |c| c.is_ascii_digit() || c == '-');
    if end == number || !chars[number].is_ascii_digit() {
        return None;
    }
    let mut start = street.start;
    let mut regions = 0;
    while let Some(region) = region_before(chars, start) {
        (start, regions) = (region, regions + 1);
    }
    let said = regions > 0 || scene.cued(Cue::Address, &(start..end), 6, 0);
    said.then(|| Match::new(PersonalClass::Address, start..end, 0.65))
}

/// The start of a word for a city, province, district or county that ends one blank before.
fn region_before(chars: &[char], start: usize) -> Option<usize> {
    let end = start.checked_sub(1).filter(|blank| chars[*blank] == ' ')?;
    let named = chars[..end].last().is_some_and(|c| "시도구군읍면동".contains(*c));
    let length = chars[..end].iter().rev().take_while(|c| is_unspaced(**c)).count();
    (named && length >= 2).then(|| end - length)
}
