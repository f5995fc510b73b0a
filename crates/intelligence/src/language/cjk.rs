//! Whether a text of Han characters and kana is Chinese or Japanese, clause by clause, and which Chinese.

use super::han::Writers;
use super::prior::Prior;
use super::script::Script;
use super::tag::Language;

/// Characters that modern Chinese cannot do without and that Japanese hardly writes without kana.
const CHINESE_WORDS: &str = "你您吗嗎呢吧她哪啊呀嗯这這们們怎么麼没沒让讓给給谁誰是我很";

/// Words that Japanese writes without kana and Chinese does not have.
const JAPANESE_WORDS: &str = "\
    注文 返品 返金 領収書 請求書 営業 電話番号 番号 住所 料金 無料 至急 予約 解約 配達 荷物 見積 入金 承知 \
    株式会社 会社 土曜 日曜 月曜 火曜 水曜 木曜 金曜 午前中 今晩 郵便 切符 在庫 次第";

/// What a clause is, as far as it says itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Japanese,
    Chinese,
    Either,
}

/// How often the characters of a text could not be simplified, could not be traditional.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Variety {
    not_simplified: u32,
    not_traditional: u32,
}

/// The clauses of a text that are written in Han characters and kana.
#[derive(Clone, Default, Debug)]
pub(super) struct Cjk {
    clauses: Vec<(usize, Kind)>,
    variety: Variety,
}

/// What became of the clauses.
pub(super) struct Resolved {
    clauses: Vec<(usize, Language)>,
    /// How sure it is that they are what they are: 0 to 1.
    pub(super) confidence: f64,
}

impl Cjk {
    /// Adds a clause: its number and its text in these scripts.
    pub(super) fn add(&mut self, clause: usize, text: &str) {
        let (kind, variety) = judge(text);
        self.clauses.push((clause, kind));
        if kind != Kind::Japanese {
            self.variety.not_simplified += variety.not_simplified;
            self.variety.not_traditional += variety.not_traditional;
        }
    }

    /// Decides what could be either by the clauses beside it, then by what was likely before.
    pub(super) fn resolve(&self, prior: &Prior) -> Resolved {
        let (chinese, sure_of_variety) = self.chinese(prior);
        let count = |kind| self.clauses.iter().filter(|clause| clause.1 == kind).count();
        let japanese = prior.chance(Language::Ja);
        let share = japanese / (japanese + prior.chance(Language::ZhHans) + prior.chance(Language::ZhHant));
        // Without history, Han characters alone are Chinese nine times in ten.
        let odds = share * 0.2 / (share * 0.2 + (1.0 - share));
        let (either, likely) = match (count(Kind::Japanese), count(Kind::Chinese)) {
            (0, 0) if odds > 0.5 => (Language::Ja, odds),
            (0, 0) => (chinese, 1.0 - odds),
            (japanese, chinese_clauses) if japanese >= chinese_clauses => (Language::Ja, 0.98),
            _ => (chinese, 0.98),
        };
        let language = |kind| match kind {
            Kind::Japanese => Language::Ja,
            Kind::Chinese => chinese,
            Kind::Either => either,
        };
        let clauses: Vec<_> = self.clauses.iter().map(|(clause, kind)| (*clause, language(*kind))).collect();
        let has_chinese = clauses.iter().any(|(_, language)| language.is_chinese());
        Resolved { clauses, confidence: likely * if has_chinese { sure_of_variety } else { 1.0 } }
    }

    fn chinese(&self, prior: &Prior) -> (Language, f64) {
        let Variety { not_simplified, not_traditional } = self.variety;
        let (hans, hant) = (prior.chance(Language::ZhHans), prior.chance(Language::ZhHant));
        let evidence = f64::from(not_traditional) - f64::from(not_simplified);
        // Simplified writers are more by far: when nothing else speaks, it is theirs.
        let for_simplified = 1.0 + (hans / hant).ln() + 4.0 * evidence;
        let simplified = 1.0 / (1.0 + (-for_simplified).exp());
        if simplified >= 0.5 { (Language::ZhHans, simplified) } else { (Language::ZhHant, 1.0 - simplified) }
    }
}

impl Resolved {
    /// The language of a clause.
    pub(super) fn language(&self, clause: usize) -> Option<Language> {
        // Clauses were added in their order.
        let found = self.clauses.binary_search_by_key(&clause, |(number, _)| *number).ok()?;
        Some(self.clauses[found].1)
    }
}

fn judge(text: &str) -> (Kind, Variety) {
    let (mut kana, mut not_japanese, mut chinese) = (0, 0, 0);
    let mut variety = Variety::default();
    for character in text.chars() {
        match Script::of(character) {
            Script::Kana => kana += 1,
            Script::Han => {
                let writers = Writers::of(character);
                not_japanese += u32::from(!writers.japanese());
                variety.not_simplified += u32::from(!writers.simplified());
                variety.not_traditional += u32::from(!writers.traditional());
                chinese += u32::from(CHINESE_WORDS.contains(character));
            }
            Script::Latin | Script::Cyrillic | Script::Hangul | Script::Other | Script::Mark | Script::None => {}
        }
    }
    let mixed = variety.not_simplified > 0 && variety.not_traditional > 0;
    let kind = match (kana, not_japanese, chinese) {
        // One の is in fashion in Chinese names.
        (0 | 1, 1.., _) => Kind::Chinese,
        (1.., _, _) => Kind::Japanese,
        (_, _, 1..) => Kind::Chinese,
        _ if mixed || JAPANESE_WORDS.split(' ').any(|word| text.contains(word)) => Kind::Japanese,
        _ => Kind::Either,
    };
    (kind, variety)
}
