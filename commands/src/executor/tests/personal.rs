//! Personal data reaches the disk sealed or not at all.

use domain::conversation::{Answering, Conversation, Priority, Visibility};
use domain::customer::{Customer, Identity, IdentityKind};
use domain::ids::IdentityId;
use domain::{Code, ConversationId, CustomerId, Participant, TurnId};
use vault::Subject;

use super::*;
use crate::Error;
use crate::conversation::{OpenConversation, RecordTurn};
use crate::customer::{ChangeProfile, RegisterCustomer};
use crate::executor::fixture::{House, request, tenant};

pub(super) const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(0x10));
const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(0xc0));
const CANARY: &str = "Zsofia-the-canary";

pub(super) fn customer() -> RegisterCustomer {
    RegisterCustomer {
        customer: CUSTOMER,
        identity_id: IdentityId(Uuid::from_u128(0x60)),
        identity: Identity::new(IdentityKind::Email, &format!("{CANARY}@example.org")).unwrap(),
        verified_by: Code::known("code_sent"),
        name: Some(text(CANARY)),
        remark: None,
        language: None,
        channel: None,
        source: Code::known("web"),
    }
}

pub(super) fn opening(conversation: ConversationId) -> OpenConversation {
    OpenConversation {
        conversation,
        customer: CUSTOMER,
        channel: Code::known("web"),
        language: None,
        subject: Some(text(CANARY)),
        answering: Answering::Assistant,
        priority: Priority::NORMAL,
    }
}

fn turn(number: u128) -> RecordTurn {
    RecordTurn {
        conversation: CONVERSATION,
        turn: TurnId(Uuid::from_u128(number)),
        author: Participant::Customer(CUSTOMER),
        visibility: Visibility::Public,
        text: text(CANARY),
        attachments: Vec::new(),
        reply_to: None,
        external: None,
        epoch: None,
    }
}

fn text(text: &str) -> Personal<String> {
    Personal::clear(text.to_owned())
}

#[tokio::test]
async fn no_file_holds_personal_text_in_the_clear() {
    let house = House::new().await;
    house.executor.execute(request(1, customer())).await.unwrap();
    house.executor.execute(request(2, opening(CONVERSATION))).await.unwrap();
    house.executor.execute(request(3, turn(1))).await.unwrap();
    let canaries = [CANARY, &CANARY.to_lowercase()].map(|canary| canary.as_bytes().to_vec());
    for file in std::fs::read_dir(house.dir.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for canary in &canaries {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn what_is_the_same_in_the_clear_changes_nothing() {
    let house = House::new().await;
    house.executor.execute(request(1, customer())).await.unwrap();
    assert_eq!(house.executor.execute(request(2, customer())).await.unwrap().events, 0);
    let rename = |name: &str| ChangeProfile { customer: CUSTOMER, name: Some(text(name)), remark: None };
    assert_eq!(house.executor.execute(request(3, rename(CANARY))).await.unwrap().events, 0);
    assert_eq!(house.executor.execute(request(4, rename("another"))).await.unwrap().events, 1);
    assert_eq!(house.executor.execute(request(5, rename("another"))).await.unwrap().events, 0);
}

#[tokio::test]
async fn nothing_personal_is_written_of_the_erased() {
    let house = House::new().await;
    house.executor.execute(request(1, customer())).await.unwrap();
    house.executor.execute(request(2, opening(CONVERSATION))).await.unwrap();
    house.executor.execute(request(3, turn(1))).await.unwrap();
    let subject = Subject { tenant: tenant().0, id: CUSTOMER.0 };
    house.vault.erase(&subject, crate::testing::noon()).await.unwrap();

    let written = house.executor.execute(request(4, turn(2))).await;
    assert!(matches!(written, Err(Error::Erased)), "{written:?}");
    assert!(house.executor.execute(request(3, turn(1))).await.unwrap().repeated);
    let close = crate::conversation::Close { conversation: CONVERSATION, reason: Code::known("erased"), epoch: None };
    house.executor.execute(request(5, close)).await.unwrap();
}

#[tokio::test]
async fn the_remembered_state_is_the_state_of_the_log() {
    let house = House::new().await;
    house.executor.execute(request(1, customer())).await.unwrap();
    house.executor.execute(request(2, opening(CONVERSATION))).await.unwrap();
    house.executor.execute(request(3, turn(1))).await.unwrap();
    let (here, there) = (house.executor.clone(), house.stranger());
    let stream = StreamId::Customer(CUSTOMER);
    let remembered = here.load::<Customer>(&tenant(), stream).await.unwrap();
    assert_eq!(remembered, there.load::<Customer>(&tenant(), stream).await.unwrap());
    let stream = StreamId::Conversation(CONVERSATION);
    let remembered = here.load::<Conversation>(&tenant(), stream).await.unwrap();
    assert_eq!(remembered, there.load::<Conversation>(&tenant(), stream).await.unwrap());
}
