//! What events make of turns.

use domain::conversation::event::{IntentCorrected, IntentProposed, TurnRedacted};
use domain::conversation::{ConversationEvent, Visibility};
use domain::{ConversationId, Event, Participant, StreamId};
use uuid::Uuid;

use super::{Transcript, TurnRow};
use crate::Poison;
use crate::column::Json;
use crate::conformance::fixture::{code, customer, said, turn, understood};
use crate::conformance::given::{given, rows};
use crate::conformance::story::Line;

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));

fn redacted(number: u32) -> Line {
    let redacted: ConversationEvent = TurnRedacted { turn: turn(1, number), reason: code("card") }.into();
    (ME, 9, Event::Conversation(redacted))
}

#[test]
fn what_is_redacted_is_gone_from_the_row_and_the_rest_stays() {
    let mut view = Transcript::default();
    let spoken = (ME, 0, said(turn(1, 0), 0, Participant::Assistant, Visibility::Public));
    given(&mut view, &[spoken, redacted(0)]).unwrap();
    let row: TurnRow = rows(&mut view).remove(0);
    assert_eq!((row.text, row.redacted, row.redaction_reason), (None, true, Some(code("card"))));
    assert_eq!((row.turn_index, row.revision, row.position), (0, 1, 2));
}

#[test]
fn the_redaction_of_a_turn_that_never_was_is_poison() {
    assert_eq!(given(&mut Transcript::default(), &[redacted(7)]), Err(Poison::NoSuchTurn));
}

#[test]
fn what_a_turn_means_stands_in_its_row_until_it_is_redacted() {
    let spoken = (ME, 0, said(turn(1, 0), 0, Participant::Customer(customer(1)), Visibility::Public));
    let understood = understood(turn(1, 0), "refund.late");
    let corrected = IntentCorrected { turn: turn(1, 0), before: Vec::new(), after: vec![code("refund.status")] };
    let told = |event: ConversationEvent| (ME, 1, Event::Conversation(event));
    let (intents, model) = (vec![code("refund.status")], code("small-chat-1"));
    let proposed = IntentProposed { turn: turn(1, 0), index: 0, intents, model, tokens: 7 };
    let lines = [told(understood.clone().into()), told(corrected.into()), told(proposed.clone().into()), redacted(0)];
    let story = [&[spoken][..], &lines].concat();

    let mut view = Transcript::default();
    given(&mut view, &story[..4]).unwrap();
    let row: TurnRow = rows(&mut view).remove(0);
    assert_eq!((row.personal.0, row.proposed), (understood.personal.clone(), Some(Json(proposed))));
    assert_eq!((row.understood, row.corrected), (Some(Json(understood)), Some(Json(vec![code("refund.status")]))));

    let mut view = Transcript::default();
    given(&mut view, &story).unwrap();
    let row: TurnRow = rows(&mut view).remove(0);
    assert_eq!((row.understood, row.understood_event, row.personal), (None, None, Json(Vec::new())));
    assert_eq!(row.proposed, None);
}
