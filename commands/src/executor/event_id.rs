//! Ids of events: sortable by time, and the same again when the same command comes again.

use chrono::{DateTime, Utc};
use event_store::Tenant;
use uuid::{Builder, Uuid};

/// The id of the event at `index` among those of a command: a UUID v7 of the time it happened whose other bits
/// derive from the tenant, the command and the index, so that an import run twice gives the same ids.
pub(super) fn event_id(tenant: &Tenant, command_id: Uuid, index: u32, at: DateTime<Utc>) -> Uuid {
    let name = [tenant.as_str().as_bytes(), &index.to_be_bytes()].concat();
    let derived = Uuid::new_v5(&command_id, &name);
    let (_, rest) = derived.as_bytes().split_at(6);
    let rest = rest.try_into().expect("a uuid has sixteen bytes");
    // Nothing of ours happened before 1970; what claims so is filed under its first moment.
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, rest).into_uuid()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const COMMAND: Uuid = Uuid::from_u128(7);

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_750_000_000, 0).unwrap()
    }

    #[test]
    fn the_same_command_gives_the_same_ids_and_another_gives_others() {
        let tenant = Tenant::new("a");
        let id = event_id(&tenant, COMMAND, 0, noon());
        assert_eq!(id, event_id(&tenant, COMMAND, 0, noon()));
        assert_ne!(id, event_id(&tenant, COMMAND, 1, noon()));
        assert_ne!(id, event_id(&tenant, Uuid::from_u128(8), 0, noon()));
        assert_ne!(id, event_id(&Tenant::new("b"), COMMAND, 0, noon()));
    }

    #[test]
    fn ids_are_of_version_7_and_sort_by_the_time_it_happened() {
        let tenant = Tenant::new("a");
        let (early, late) =
            (event_id(&tenant, COMMAND, 1, noon()), event_id(&tenant, COMMAND, 0, noon() + TimeDelta::seconds(1)));
        assert_eq!(early.get_version_num(), 7);
        assert!(early < late);
        assert_eq!(early.get_timestamp().unwrap().to_unix(), (1_750_000_000, 0));
    }
}
