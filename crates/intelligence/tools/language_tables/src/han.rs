//! Which Han characters belong to one way of writing only.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Context as _;

/// First and last character of the table: CJK Unified Ideographs without extensions.
const RANGE: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;

const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const JAPANESE: u8 = 4;

/// Writes, for each character, four bits: which of simplified Chinese, traditional Chinese and Japanese may use it.
///
/// # Errors
/// When a list is missing or the table cannot be written.
pub fn write(opencc: &Path, path: &Path) -> anyhow::Result<()> {
    let from_simplified = pairs(&opencc.join("STCharacters.txt"))?;
    let from_traditional = pairs(&opencc.join("TSCharacters.txt"))?;
    let variants: HashSet<char> = pairs(&opencc.join("JPVariants.txt"))?.into_values().flatten().collect();
    let nibbles: Vec<u8> = RANGE
        .filter_map(char::from_u32)
        .map(|character| {
            let changes =
                |map: &HashMap<char, Vec<char>>| map.get(&character).is_some_and(|to| !to.contains(&character));
            let (simplified, traditional) = (changes(&from_simplified), changes(&from_traditional));
            // What only Japan wrote shorter is no Chinese character of today.
            let shortened = variants.contains(&character) && !from_simplified.contains_key(&character);
            let japan_only = shortened && !from_traditional.contains_key(&character) && !is_chinese(character);
            let mut users = 0;
            users |= if traditional || japan_only { 0 } else { SIMPLIFIED };
            users |= if simplified || japan_only { 0 } else { TRADITIONAL };
            users | if is_jis(character) { JAPANESE } else { 0 }
        })
        .collect();
    let bytes: Vec<u8> = nibbles.chunks(2).map(|pair| pair[0] | pair.get(1).map_or(0, |second| second << 4)).collect();
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(std::fs::write(path, bytes)?)
}

/// In GB 2312 or the common half of Big5, as `gbk` and `big5` write it.
fn is_chinese(character: char) -> bool {
    let text = character.to_string();
    let (gbk, _, unmapped) = encoding_rs::GBK.encode(&text);
    let in_gb2312 = !unmapped && gbk.len() == 2 && gbk[0] >= 0xb0 && gbk[1] >= 0xa1;
    let (big5, _, unmapped) = encoding_rs::BIG5.encode(&text);
    in_gb2312 || (!unmapped && big5.len() == 2 && (0xa4..=0xc6).contains(&big5[0]))
}

/// In JIS X 0208.
fn is_jis(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, unmapped) = encoding_rs::SHIFT_JIS.encode(&text);
    !unmapped && bytes.len() == 2 && bytes[0] < 0xf0 && bytes[0] != 0xed && bytes[0] != 0xee
}

fn pairs(path: &Path) -> anyhow::Result<HashMap<char, Vec<char>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        Some((from.chars().next()?, to.split(' ').filter_map(|word| word.chars().next()).collect()))
    };
    Ok(text.lines().filter_map(pair).collect())
}
