//! Chinese, Japanese and Korean.

use super::{Lex, Lexicon, Part, Unit};

pub(super) const CHINESE: Lexicon = &[
    (Lex::Number(0), "零|〇"), (Lex::Number(1), "一|壹"), (Lex::Number(2), "二|两|兩|贰"), (Lex::Number(3), "三|叁"), (Lex::Number(4), "四"), (Lex::Number(5), "五"),
    (Lex::Number(6), "六"), (Lex::Number(7), "七"), (Lex::Number(8), "八"), (Lex::Number(9), "九"), (Lex::Scale(10), "十|拾"), (Lex::Scale(100), "百|佰"),
    (Lex::Scale(1_000), "千|仟"), (Lex::Scale(10_000), "万|萬"), (Lex::Scale(100_000_000), "亿|億"), (Lex::Half, "半"), (Lex::Quarter, "刻|刻钟"),
    (Lex::Day(0), "今天|今日"), (Lex::Day(1), "明天|明日"), (Lex::Day(2), "后天|後天"), (Lex::Day(3), "大后天|大後天"), (Lex::Day(-1), "昨天|昨日"), (Lex::Day(-2), "前天"), (Lex::Day(-3), "大前天"),
    (Lex::DayPart(0, Part::Evening), "今晚"), (Lex::DayPart(1, Part::Evening), "明晚"), (Lex::DayPart(-1, Part::Evening), "昨晚"), (Lex::DayPart(0, Part::Morning), "今早"), (Lex::DayPart(1, Part::Morning), "明早"),
    (Lex::Weekend, "周末|週末"), (Lex::Part(Part::Dawn), "凌晨"), (Lex::Part(Part::Morning), "早上|上午|早晨|清晨|清早"), (Lex::Part(Part::Noon), "中午|正午"), (Lex::Part(Part::Afternoon), "下午|傍晚"),
    (Lex::Part(Part::Evening), "晚上|晚间|晚間"), (Lex::Part(Part::Night), "夜里|半夜|深夜"),
    (Lex::Unit(Unit::Second), "秒|秒钟"), (Lex::Unit(Unit::Minute), "分钟|分鐘"), (Lex::Unit(Unit::Hour), "小时|小時|钟头|個小時|个小时|个钟头"), (Lex::Unit(Unit::Day), "天"),
    (Lex::Unit(Unit::Week), "周|週|星期|礼拜|个星期|個星期|个礼拜"), (Lex::Unit(Unit::Month), "个月|個月"), (Lex::Rel(Unit::Year, -1), "去年"), (Lex::Rel(Unit::Year, 0), "今年"),
    (Lex::Rel(Unit::Year, 1), "明年"), (Lex::Rel(Unit::Year, -2), "前年"), (Lex::Rel(Unit::Year, 2), "后年|後年"), (Lex::Next, "未来|未來|接下来|接下來"), (Lex::Last, "过去|過去|最近"),
    (Lex::After, "后|後|之后|之後|以后|以後|内|內|之内"), (Lex::Ago, "前|之前|以前"), (Lex::OClock, "点|點|点钟|點鐘|时|時"), (Lex::Now, "现在|現在|马上"), (Lex::Of, "的|在|于|於"),
    (Lex::YearMark, "年"), (Lex::MonthMark, "月|月份"), (Lex::DayMark, "日|号|號"), (Lex::Currency("CNY"), "元|块|块钱|¥|圆|塊|塊錢"), (Lex::Minor("CNY", 10), "毛|角|毛钱"), (Lex::Minor("CNY", 100), "分钱"),
    (Lex::Measure("piece"), "个|個|件|只|隻|台|部|条|條|双|雙|张|張|本|支|套|份|块儿|包|袋|盒|箱|瓶|杯"), (Lex::Measure("person"), "人|个人|個人|位"), (Lex::Measure("time"), "次"), (Lex::Measure("night"), "晚"),
];

pub(super) const JAPANESE: Lexicon = &[
    (Lex::Number(0), "零|〇"), (Lex::Number(1), "一"), (Lex::Number(2), "二"), (Lex::Number(3), "三"), (Lex::Number(4), "四"), (Lex::Number(5), "五"), (Lex::Number(6), "六"), (Lex::Number(7), "七"),
    (Lex::Number(8), "八"), (Lex::Number(9), "九"), (Lex::Scale(10), "十"), (Lex::Scale(100), "百"), (Lex::Scale(1_000), "千"), (Lex::Scale(10_000), "万"), (Lex::Scale(100_000_000), "億"), (Lex::Half, "半"),
    (Lex::Day(0), "今日|本日|きょう"), (Lex::Day(1), "明日|あした|あす"), (Lex::Day(2), "明後日|あさって"), (Lex::Day(-1), "昨日|きのう"), (Lex::Day(-2), "一昨日|おととい"),
    (Lex::DayPart(0, Part::Evening), "今晩|今夜"), (Lex::DayPart(0, Part::Morning), "今朝"), (Lex::DayPart(-1, Part::Evening), "昨夜|昨晩"),
    (Lex::Weekday(0), "月曜日|月曜"), (Lex::Weekday(1), "火曜日|火曜"), (Lex::Weekday(2), "水曜日|水曜"), (Lex::Weekday(3), "木曜日|木曜"), (Lex::Weekday(4), "金曜日|金曜"), (Lex::Weekday(5), "土曜日|土曜"), (Lex::Weekday(6), "日曜日|日曜"),
    (Lex::Weekend, "週末"), (Lex::Part(Part::Morning), "午前|朝|午前中"), (Lex::Part(Part::Noon), "正午|昼"), (Lex::Part(Part::Afternoon), "午後"), (Lex::Part(Part::Evening), "夕方|夜|晩"), (Lex::Part(Part::Night), "深夜"),
    (Lex::Unit(Unit::Second), "秒"), (Lex::Unit(Unit::Minute), "分|分間"), (Lex::Unit(Unit::Hour), "時間"), (Lex::Unit(Unit::Day), "日間"), (Lex::Unit(Unit::Week), "週間"), (Lex::Unit(Unit::Month), "ヶ月|か月|カ月|ヵ月|ヶ月間"), (Lex::Unit(Unit::Year), "年間"),
    (Lex::Rel(Unit::Week, 0), "今週"), (Lex::Rel(Unit::Week, 1), "来週"), (Lex::Rel(Unit::Week, -1), "先週"), (Lex::Rel(Unit::Week, 2), "再来週"), (Lex::Rel(Unit::Month, 0), "今月"), (Lex::Rel(Unit::Month, 1), "来月"),
    (Lex::Rel(Unit::Month, -1), "先月"), (Lex::Rel(Unit::Year, 0), "今年"), (Lex::Rel(Unit::Year, 1), "来年"), (Lex::Rel(Unit::Year, -1), "去年|昨年"),
    (Lex::After, "後|後に|以内"), (Lex::Ago, "前|前に"), (Lex::OClock, "時"), (Lex::Now, "今すぐ|今"), (Lex::Of, "の"), (Lex::YearMark, "年"), (Lex::MonthMark, "月"), (Lex::DayMark, "日"),
    (Lex::Currency("JPY"), "円|¥|圓"), (Lex::Measure("piece"), "個|つ|点|枚|本|台|冊|箱"), (Lex::Measure("person"), "人|名|名様"), (Lex::Measure("time"), "回"), (Lex::Measure("night"), "泊"),
];

pub(super) const KOREAN: Lexicon = &[
    (Lex::Number(1), "한|하나"), (Lex::Number(2), "두|둘"), (Lex::Number(3), "세|셋"), (Lex::Number(4), "네|넷"), (Lex::Number(5), "다섯"), (Lex::Number(6), "여섯"), (Lex::Number(7), "일곱"), (Lex::Number(8), "여덟"),
    (Lex::Number(9), "아홉"), (Lex::Number(10), "열"), (Lex::Number(11), "열한"), (Lex::Number(12), "열두"), (Lex::Number(20), "스무"), (Lex::Scale(100), "백"), (Lex::Scale(1_000), "천"), (Lex::Scale(10_000), "만"), (Lex::Scale(100_000_000), "억"),
    (Lex::Number(300), "삼백"), (Lex::Number(500), "오백"), (Lex::Number(200), "이백"), (Lex::Half, "반"),
    (Lex::Day(0), "오늘"), (Lex::Day(1), "내일"), (Lex::Day(2), "모레"), (Lex::Day(-1), "어제"), (Lex::Day(-2), "그저께"), (Lex::DayPart(0, Part::Evening), "오늘 밤|오늘밤|오늘 저녁"),
    (Lex::Weekday(0), "월요일"), (Lex::Weekday(1), "화요일"), (Lex::Weekday(2), "수요일"), (Lex::Weekday(3), "목요일"), (Lex::Weekday(4), "금요일"), (Lex::Weekday(5), "토요일"), (Lex::Weekday(6), "일요일"), (Lex::Weekend, "주말"),
    (Lex::Part(Part::Dawn), "새벽"), (Lex::Part(Part::Morning), "오전|아침"), (Lex::Part(Part::Noon), "정오|점심"), (Lex::Part(Part::Afternoon), "오후"), (Lex::Part(Part::Evening), "저녁"), (Lex::Part(Part::Night), "밤"),
    (Lex::Unit(Unit::Second), "초"), (Lex::Unit(Unit::Minute), "분"), (Lex::Unit(Unit::Hour), "시간"), (Lex::Unit(Unit::Day), "일간|동안"), (Lex::Unit(Unit::Week), "주일|주간"), (Lex::Unit(Unit::Month), "개월|달"), (Lex::Unit(Unit::Year), "년간"),
    (Lex::Rel(Unit::Week, 0), "이번 주|이번주"), (Lex::Rel(Unit::Week, 1), "다음 주|다음주"), (Lex::Rel(Unit::Week, -1), "지난 주|지난주"), (Lex::Rel(Unit::Month, 0), "이번 달|이번달"), (Lex::Rel(Unit::Month, 1), "다음 달|다음달"),
    (Lex::Rel(Unit::Month, -1), "지난 달|지난달"), (Lex::Rel(Unit::Year, -1), "작년"), (Lex::Rel(Unit::Year, 0), "올해"), (Lex::Rel(Unit::Year, 1), "내년"), (Lex::Next, "다음"), (Lex::Last, "지난"), (Lex::This, "이번"),
    (Lex::After, "후|뒤|후에|뒤에|이내"), (Lex::Ago, "전|전에"), (Lex::OClock, "시"), (Lex::Now, "지금"), (Lex::YearMark, "년"), (Lex::MonthMark, "월"), (Lex::DayMark, "일"),
    (Lex::Currency("KRW"), "원"), (Lex::Currency("JPY"), "¥"), (Lex::Measure("piece"), "개|장|대|권|박스"), (Lex::Measure("person"), "명|분이|인"), (Lex::Measure("time"), "번|회"), (Lex::Measure("night"), "박"),
];
