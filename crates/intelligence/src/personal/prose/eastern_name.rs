//! Chinese, Japanese and Korean names: behind a cue, or before a title.

use std::ops::Range;

use crate::language::Language;
use crate::personal::PersonalClass;
use crate::personal::cues::{Cue, Hit};
use crate::personal::numbers::end_of;
use crate::personal::scene::{Match, Scene};
use crate::scan::{is_han, is_unspaced};

/// The commonest Chinese surnames, in both scripts.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦\
    贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐乔庞颜庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符\
    舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗\
    瞿桂全佟應张張劉陳楊黃趙吳孫馬羅鄭謝許鄧韓馮蔣葉蘇呂盧鐘鍾譚陸韋賈鄒閻龍賀顧龔萬錢戴嚴湯溫龐顏莊聶魯歐關蘭焦寧紀畢單塗駱藍";

/// Characters behind a short name that belong to the sentence and not to the name.
const NOT_GIVEN: &str = "的了吗吧呢啊，是在想要有跟与我你他她它请今昨来买订住电手号请麻說说打这那就也都已";

/// Titles that follow a name.
const TITLES: [&str; 10] = ["先生", "女士", "小姐", "太太", "同学", "老师", "經理", "经理", "師傅", "师傅"];

/// The name behind a cue. What a sure cue announces is taken whole when it is short; otherwise it must begin with a surname.
pub(super) fn find(scene: &Scene<'_>, hit: &Hit) -> Option<Match> {
    let chars = scene.text.chars();
    let start = end_of(chars, hit.chars.end, |c| matches!(c, ' ' | ':' | '是' | '为' | '為' | '叫'));
    let run = &chars[start..end_of(chars, start, is_unspaced)];
    let length = if is_hangul(*run.first()?) { korean(run) } else { chinese(run, hit.cue) }?;
    let confidence = if hit.cue == Cue::Name { 0.65 } else { 0.5 };
    let announced = matches!(hit.cue, Cue::Name | Cue::Speaker) && start - hit.chars.end <= 3;
    announced.then(|| Match::new(PersonalClass::Name, start..start + length, confidence))
}

fn chinese(run: &[char], cue: Cue) -> Option<usize> {
    let is_given = |c: &char| is_han(*c) && !NOT_GIVEN.contains(*c);
    let japanese = run.iter().position(|c| matches!(c, 'で' | 'と')).filter(|end| (2..=6).contains(end));
    if cue == Cue::Name && japanese.is_some() {
        return japanese;
    }
    let surname = SURNAMES.contains(*run.first()?);
    let given = run[1..].iter().take(2).take_while(|c| is_given(c)).count();
    let short = (2..=4).contains(&run.len()) && run.iter().all(is_given);
    match (cue, surname) {
        (Cue::Name, _) if short => Some(run.len()),
        (Cue::Name, true) if given > 0 => Some(1 + given),
        (Cue::Speaker, true) if given > 0 && run.len() == 1 + given => Some(run.len()),
        _ => None,
    }
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7AF}')
}

/// A name of two to four syllables, without the copula behind it.
fn korean(run: &[char]) -> Option<usize> {
    let copula = ["입니다", "이에요", "예요", "이고", "이며", "라고", "이라고"];
    let ends = |ending: &&str| {
        let length = run.len().checked_sub(ending.chars().count())?;
        run[length..].iter().copied().eq(ending.chars()).then_some(length)
    };
    let length = copula.iter().filter_map(ends).min().unwrap_or(run.len());
    (2..=4).contains(&length).then_some(length)
}

/// Names before a title (`王小明先生`), before 様, and before と申します or 라고 합니다.
pub(super) fn find_titled(scene: &Scene<'_>, language: Option<Language>, matches: &mut Vec<Match>) {
    let chars = scene.text.chars();
    for (at, c) in chars.iter().enumerate().filter(|(_, c)| is_unspaced(**c)) {
        let follows = |text: &str| {
            chars[at..].iter().copied().zip(text.chars()).filter(|(a, b)| a == b).count() == text.chars().count()
        };
        let name = match c {
            '先' | '女' | '小' | '太' | '同' | '老' | '經' | '经' | '師' | '师'
                if TITLES.iter().any(|title| follows(title)) =>
            {
                titled(chars, at)
            }
            'と' if follows("と申します") => before(chars, at, 2..=8),
            '様' if language.is_none_or(|language| language == Language::Ja) => {
                before(chars, at, 2..=5).filter(|name| chars[name.clone()].iter().all(|c| is_han(*c) && *c != '客'))
            }
            '라' if follows("라고 합니다") || follows("라고 해요") => {
                let end = at - usize::from(at > 0 && chars[at - 1] == '이');
                before(chars, end, 2..=4)
            }
            _ => None,
        };
        matches.extend(name.map(|name| Match::new(PersonalClass::Name, name, 0.6)));
    }
}

/// The longest name of a surname and up to two more characters that ends here.
fn titled(chars: &[char], end: usize) -> Option<Range<usize>> {
    let starts = (1..=3).rev().filter_map(|length| end.checked_sub(length));
    let is_name = |start: &usize| {
        SURNAMES.contains(chars[*start]) && chars[*start + 1..end].iter().all(|c| is_han(*c) && !NOT_GIVEN.contains(*c))
    };
    starts.filter(|start| is_han(chars[*start])).find(is_name).map(|start| start..end)
}

/// The run of letters that ends here, when its length is that of a name; leading particles end it.
fn before(chars: &[char], end: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<Range<usize>> {
    let is_name = |c: &char| is_unspaced(*c) && !matches!(c, 'は' | 'の' | 'が' | 'を' | '、');
    let length = chars[..end].iter().rev().take_while(|c| is_name(c)).count();
    lengths.contains(&length).then(|| end - length..end)
}
