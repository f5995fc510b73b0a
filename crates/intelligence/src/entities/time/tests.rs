//! Times of time zones, halves of things, and days before a time of the day.

use chrono::{DateTime, Utc};

use crate::entities::tests::{IN_SHANGHAI, PLAIN, form, forms, in_zone};
use crate::entities::{Extractor, Value};
use crate::language::Language;

#[test]
fn relative_dates_are_told_from_the_wall_clock_of_the_time_zone() {
    // One in the morning of the 27th in Shanghai, noon of the 26th in New York.
    let now = "2025-11-26T17:00:00.123456Z".parse().unwrap();
    let first = |extractor: &Extractor, text: &str| form(&extractor.extract(text, None, now)[0].value);
    assert_eq!(first(&PLAIN, "今天下午三点"), "11-26 15:00");
    assert_eq!(first(&IN_SHANGHAI, "今天下午三点"), "11-27 15:00");
    assert_eq!(first(&IN_SHANGHAI, "yesterday"), "11-26..11-27");
    assert_eq!(first(&IN_SHANGHAI, "in two hours"), "11-27 03:00");
    let Value::Instant { at } = &IN_SHANGHAI.extract("in two hours", None, now)[0].value else { panic!("it is one") };
    assert_eq!(at.to_string(), "2025-11-27 03:00:00");
    assert_eq!(first(&in_zone(chrono_tz::America::New_York), "in two hours"), "11-26 14:00");
}

#[test]
fn hours_are_counted_while_clocks_are_moved() {
    // In New York clocks went from 2 to 3 on 9 March 2025, and from 2 back to 1 on 2 November.
    let extractor = in_zone(chrono_tz::America::New_York);
    let first = |now: &str, text: &str| {
        let found = extractor.extract(text, Some(Language::En), now.parse().unwrap());
        found.first().map(|entity| form(&entity.value))
    };
    assert_eq!(first("2025-03-09T06:30:00Z", "in two hours").as_deref(), Some("03-09 04:30"));
    assert_eq!(first("2025-11-02T05:30:00Z", "in two hours").as_deref(), Some("11-02 02:30"));
    assert_eq!(first("2025-11-02T06:30:00Z", "two hours ago").as_deref(), Some("11-02 00:30"));
    assert_eq!(first("2025-11-02T06:30:00Z", "in the last 60 minutes").as_deref(), Some("60 minute"));
}

#[test]
fn times_of_other_zones_are_told_on_the_wall_clock() {
    let now = "2025-11-26T09:30:00Z".parse().unwrap();
    let forms = |text: &str| {
        let found = IN_SHANGHAI.extract(text, Some(Language::En), now);
        found.iter().map(|entity| form(&entity.value)).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("due 2025-12-01T09:00:00+02:00.", "12-01 15:00"),
        ("due 2025-12-01T09:00:00.250-0530, please", "12-01 22:30"),
        ("2025-12-01T20:00Z", "12-02 04:00"),
        ("2025-12-01 20:00:05z", "12-02 04:00"),
        ("2025-12-01T09:00:00", "12-01 09:00"),
        ("at 9:00 UTC tomorrow", "11-27 17:00"),
        ("tomorrow at 9 pm GMT", "11-28 05:00"),
        ("tomorrow at 9:00", "11-27 09:00"),
        ("2025-12-01 03:00 PM", "12-01 15:00"),
        ("2025-12-01 09:00:00 GMT", "12-01 17:00"),
        ("2025-12-01T09:00 UTC", "12-01 17:00"),
        ("2025-12-01 09:00:00 +0200", "12-01 15:00"),
        ("2025-12-01 09:00:00+00", "12-01 17:00"),
        ("2025-12-01T09:00:00−05:00", "12-01 22:00"),
    ] {
        assert_eq!(forms(text), [expected], "{text}");
    }
    for other in ["at 9:00 UTC+8 tomorrow", "at 9:00 UTC −5 tomorrow", "at 9:00 GMT8 tomorrow"] {
        assert!(!forms(other).iter().any(|form| form.contains("17:00")), "{other}");
    }
    assert_eq!(forms("2025-12-01 12:345 units")[0], "12-01..12-02");
    for now in [DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC] {
        let _facts = IN_SHANGHAI.extract("at 23:00 UTC, at 0:30 UTC", None, now);
        let _facts = in_zone(chrono_tz::America::New_York).extract("at 23:00 UTC, at 0:30 UTC", None, now);
    }
    assert_eq!(forms("2025-12-01 15:00-16:00")[0], "12-01 15:00", "from three to four");
    assert_eq!(forms("2025-12-01T09:00:00+99:00")[0], "12-01 09:00", "no zone is so far away");
}

#[test]
fn half_of_something_is_half_of_it() {
    for (language, text, expected) in [
        (Language::En, "in half an hour", &["11-26 10:00"][..]),
        (Language::En, "half an hour ago", &["11-26 09:00"]),
        (Language::En, "it took half an hour", &["0.5 hour"]),
        (Language::En, "half a kilo of it", &["0.5 kilogram"]),
        (Language::ZhHans, "半小时后", &["11-26 10:00"]),
        (Language::ZhHans, "半个小时后打给我", &["11-26 10:00"]),
        (Language::ZhHans, "等了半天", &["0.5 day"]),
        (Language::Es, "en media hora", &["11-26 10:00"]),
        (Language::En, "order 12345 half an hour ago", &["11-26 09:00"]),
        (Language::Ja, "半分返金してください", &[]),
        (Language::Ko, "반대합니다", &[]),
        (Language::Ko, "일반인", &[]),
        (Language::ZhHans, "下半个月", &[]),
    ] {
        assert_eq!(forms(language, text), expected, "{text}");
    }
    assert!(!forms(Language::ZhHans, "等了一个半小时").contains(&"0.5 hour".to_owned()));
    assert!(!forms(Language::En, "one and a half hours").contains(&"0.5 hour".to_owned()));
}

#[test]
fn a_day_and_month_before_a_time_of_the_day_are_a_date() {
    assert_eq!(forms(Language::En, "12/05 at 3pm"), ["12-05 15:00"]);
    assert_eq!(forms(Language::It, "12/05 alle 15:00"), ["05-12 15:00"]);
    assert_eq!(forms(Language::ZhHans, "12/05 15:00送货"), ["12-05 15:00"]);
    assert_eq!(forms(Language::ZhHans, "12/05 下午3点"), ["12-05 15:00"]);
    assert_eq!(forms(Language::En, "3/4 at 5 pm"), ["03-04 17:00"]);
    assert_eq!(forms(Language::En, "3/4 of it"), Vec::<String>::new());
    assert_eq!(forms(Language::En, "I ate 1/2 at 5"), ["11-26 05:00"]);
    assert!(!forms(Language::En, "24/7 at 5 star hotels").iter().any(|form| form.starts_with("07-24")));
}
