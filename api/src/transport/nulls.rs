//! Gives a failed field the `null` the specification wants.
//!
//! The library leaves a failed field out of its object, and keeps the object even when the field must not
//! be null. Here a field that may be null becomes null, and one that must not be spoils what holds it: that
//! becomes null in turn, or spoils its own holder, up to `data` itself.

use std::{
    collections::HashSet,
    mem,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use async_graphql::{QueryPathNode, QueryPathSegment, Response, ServerError, ServerResult, Value};

/// The failures of one execution.
#[derive(Debug, Default)]
pub(crate) struct Nulls {
    /// Whether anything is spoiled; saves the lock while all goes well.
    any_spoiled: AtomicBool,
    found: Mutex<Found>,
}

#[derive(Debug, Default)]
struct Found {
    /// Errors of fields that became null; the library sees these fields succeed.
    errors: Vec<ServerError>,
    /// Paths of objects and lists that miss something they need.
    spoiled: HashSet<String>,
}

impl Nulls {
    /// What the field or list item at `path` with the type `return_type` resolves to.
    pub(crate) fn settle(
        &self,
        path: &QueryPathNode<'_>,
        return_type: &str,
        outcome: ServerResult<Option<Value>>,
    ) -> ServerResult<Option<Value>> {
        let may_be_null = !return_type.ends_with('!');
        match outcome {
            // Its spoiled items are null already, and here they may be.
            Ok(value) if !self.is_spoiled(path) || is_list_of_nullable(return_type) => Ok(value),
            Ok(_) => {
                // The library calls every item non-null; the field above knows better.
                if !may_be_null || matches!(path.segment, QueryPathSegment::Index(_)) {
                    self.spoil_holder(path);
                }
                Ok(Some(Value::Null))
            }
            Err(error) if may_be_null => {
                self.found().errors.push(error);
                Ok(Some(Value::Null))
            }
            Err(error) => {
                self.spoil_holder(path);
                Err(error)
            }
        }
    }

    /// Adds to `response` what the library could not know, and forgets it: a subscription goes on.
    pub(crate) fn complete(&self, response: &mut Response) {
        self.any_spoiled.store(false, Ordering::Release);
        let Found { errors, spoiled } = mem::take(&mut *self.found());
        response.errors.extend(errors);
        if spoiled.contains("") {
            response.data = Value::Null;
        }
    }

    fn spoil_holder(&self, path: &QueryPathNode<'_>) {
        self.found().spoiled.insert(path.parent.map(ToString::to_string).unwrap_or_default());
        self.any_spoiled.store(true, Ordering::Release);
    }

    fn is_spoiled(&self, path: &QueryPathNode<'_>) -> bool {
        self.any_spoiled.load(Ordering::Acquire) && self.found().spoiled.contains(&path.to_string())
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the type is a list, itself null or not, whose items may be null.
fn is_list_of_nullable(return_type: &str) -> bool {
    return_type.trim_end_matches('!').strip_suffix(']').is_some_and(|item| !item.ends_with('!'))
}
