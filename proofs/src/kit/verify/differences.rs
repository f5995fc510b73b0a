//! Which fields of an event differ from what was sealed.

use std::fmt::{Debug, Display};

use ledger::commitment::spelled;
use ledger::{Commitment, Hash};

use crate::kit::row::Row;

/// No more than this of a value is repeated, characters.
const MOST_SHOWN: usize = 120;

/// A field, as it was sealed and as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::kit) struct Difference {
    pub(in crate::kit) field: &'static str,
    sealed: String,
    found: String,
}

/// The fields in which a row differs from what was sealed; not what only the rows before it say.
pub(in crate::kit) fn differences(sealed: &Commitment, row: &Row<'_>) -> Vec<Difference> {
    let optional = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
    let all = [
        different("position", &sealed.position, &row.position),
        different("event_id", &*sealed.event_id, &*row.event_id),
        different("tenant", &*sealed.tenant, &*row.tenant),
        different("stream", &*sealed.stream, &*row.stream),
        different("revision", &sealed.revision, &row.revision),
        different("type", &*sealed.event_type, &*row.event_type),
        different("schema_version", &sealed.schema, &row.schema),
        different("occurred_at", &*spelled(sealed.occurred_at), &*row.occurred_at),
        different("recorded_at", &*spelled(sealed.recorded_at), &*row.recorded_at),
        different("actor.kind", &*sealed.actor.kind, &*row.actor_kind),
        different("actor.id", &*sealed.actor.id, &*row.actor_id),
        different("actor.on_behalf_of", &sealed.actor.on_behalf_of, &optional(&row.on_behalf_of)),
        different("command_id", &*sealed.command_id, &*row.command_id),
        different("causation_id", &sealed.causation_id, &optional(&row.causation_id)),
        different("correlation_id", &sealed.correlation_id, &optional(&row.correlation_id)),
        different("body", &Digest(sealed.body), &Digest(Hash::of(&row.body))),
    ];
    all.into_iter().flatten().collect()
}

/// What was sealed, and what was found, each as one text.
pub(in crate::kit) fn told(differences: &[Difference]) -> (String, String) {
    let tell = |of: fn(&Difference) -> &str| {
        differences.iter().map(|one| format!("{} {}", one.field, of(one))).collect::<Vec<_>>().join(", ")
    };
    (tell(|one| &one.sealed), tell(|one| &one.found))
}

/// A digest of a body, shown as one.
#[derive(PartialEq)]
struct Digest(Hash);

impl Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "of sha256 {}", self.0)
    }
}

fn different<T: PartialEq + Debug + ?Sized>(field: &'static str, sealed: &T, found: &T) -> Option<Difference> {
    (sealed != found).then(|| Difference { field, sealed: shown(sealed), found: shown(found) })
}

fn shown(value: &(impl Debug + ?Sized)) -> String {
    shortened(&format!("{value:?}"))
}

/// A text that fits into a message.
pub(in crate::kit) fn shortened(text: &(impl Display + ?Sized)) -> String {
    let text = text.to_string();
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
