//! Examples of beginning a Conversation and of what is said in it.

use super::{Sample, code, id};
use crate::conversation::event::{Opened, TurnRecorded, TurnRedacted};
use crate::conversation::{Answering, Attachment, ConversationEvent, ExternalKey, Priority, QueueTarget, Visibility};
use crate::ids::AttachmentId;
use crate::{AgentId, CustomerId, Language, Participant, QueueId, TurnId};

impl Sample<'_> {
    pub(super) fn conversation(&self) -> Vec<ConversationEvent> {
        let opened = Opened {
            customer: CustomerId(id(1)),
            channel: code("web"),
            language: Some(language("zh-Hant")),
            subject: Some(self.personal()),
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        let queue = QueueTarget::Queue { queue: QueueId(id(3)) };
        let plainly_opened =
            Opened { language: None, subject: None, answering: Answering::Queue { target: queue }, ..opened.clone() };
        let redacted = TurnRedacted { turn: TurnId(id(10)), reason: code("card_number") };
        let [turn, plain_turn] = self.turns();
        vec![opened.into(), plainly_opened.into(), turn.into(), plain_turn.into(), redacted.into()]
    }

    fn turns(&self) -> [TurnRecorded; 2] {
        let turn = TurnRecorded {
            turn: TurnId(id(10)),
            index: 4,
            author: Participant::Customer(CustomerId(id(1))),
            visibility: Visibility::Public,
            text: self.personal(),
            attachments: self.attachments(),
            reply_to: Some(TurnId(id(9))),
            external: Some(ExternalKey([7; 16])),
            during: Answering::Agent { agent: AgentId(id(2)) },
            epoch: 3,
        };
        let plain = TurnRecorded {
            author: Participant::Assistant,
            visibility: Visibility::Internal,
            attachments: Vec::new(),
            reply_to: None,
            external: None,
            during: Answering::Assistant,
            ..turn.clone()
        };
        [turn, plain]
    }

    fn attachments(&self) -> Vec<Attachment> {
        let (media_type, reference, name) = (code("image/png"), self.personal(), Some(self.personal()));
        let named = Attachment { id: AttachmentId(id(11)), media_type, size: 2048, reference, name };
        let unnamed = Attachment { id: AttachmentId(id(12)), name: None, ..named.clone() };
        vec![named, unnamed]
    }
}

pub(super) fn language(tag: &str) -> Language {
    tag.parse().expect("the tags in our own source are valid")
}
