//! What events make of an article's row.

use domain::article::event::{Encoded, Published, Restored, Retired};
use domain::article::{ArticleEvent, Embedding, Standing};
use domain::{Event, StreamId};

use super::{ArticleList, ArticleRow, ArticleTagRow};
use crate::conformance::fixture::{article, code, drafted, revised, time};
use crate::conformance::given::{given, rows};
use crate::conformance::story::Line;

/// The row and its tags after these events, ten seconds apart.
fn after(events: Vec<ArticleEvent>) -> (ArticleRow, Vec<String>) {
    let stream = StreamId::Article(article(1));
    let lines: Vec<Line> =
        events.into_iter().zip(0..).map(|(event, step)| (stream, 10 * step, Event::Article(event))).collect();
    let mut view = ArticleList::default();
    given(&mut view, &lines).unwrap();
    let row = rows::<ArticleRow>(&mut view).remove(0);
    let tags = rows::<ArticleTagRow>(&mut view).into_iter().map(|tag| tag.tag.to_string()).collect();
    (row, tags)
}

fn published(version: u32) -> ArticleEvent {
    Published { version }.into()
}

#[test]
fn a_draft_beside_what_is_published_changes_nothing_that_is_told() {
    let (row, tags) = after(vec![drafted("one", &["a", "b"]), published(1), revised(2, "two", &["b", "c"])]);
    assert_eq!((row.standing, row.title.as_str(), row.updated_at), (Standing::Published, "one", time(20)));
    assert_eq!((row.published.unwrap().0.number, row.draft.unwrap().0.number), (1, 2));
    assert_eq!(tags, ["a", "b"]);
}

#[test]
fn what_is_published_takes_the_place_of_what_was() {
    let (row, tags) =
        after(vec![drafted("one", &["a", "b"]), published(1), revised(2, "two", &["b", "c"]), published(2)]);
    assert_eq!((row.title.as_str(), row.draft.is_none()), ("two", true));
    assert_eq!(row.published.unwrap().0.written_at, time(20));
    assert_eq!(tags, ["b", "c"]);
}

#[test]
fn a_draft_that_was_never_published_is_shown_as_it_is_revised() {
    let (row, tags) = after(vec![drafted("one", &["a"]), revised(2, "two", &[])]);
    assert_eq!((row.standing, row.title.as_str(), row.published.is_none()), (Standing::Draft, "two", true));
    assert_eq!(tags, [""; 0]);
}

#[test]
fn what_is_restored_stands_as_it_stood() {
    let retired: ArticleEvent = Retired { reason: code("old") }.into();
    let restored: ArticleEvent = Restored { reason: code("new") }.into();
    let standing = |events| after(events).0.standing;
    assert_eq!(standing(vec![drafted("one", &[]), published(1), retired.clone()]), Standing::Retired);
    assert_eq!(
        standing(vec![drafted("one", &[]), published(1), retired.clone(), restored.clone()]),
        Standing::Published
    );
    assert_eq!(standing(vec![drafted("one", &[]), retired, restored]), Standing::Draft);
}

#[test]
fn a_vector_changes_nothing_that_is_read() {
    let vector = Embedding::from([1.0].as_slice());
    let encoded = Encoded { version: 1, encoder: code("http/small"), vector }.into();
    let (row, _) = after(vec![drafted("one", &[]), published(1), encoded]);
    assert_eq!((row.standing, row.updated_at, row.revision), (Standing::Published, time(10), 2));
}
