//! What of the log is wanted.

use axum::extract::Query;
use axum::http::Uri;
use event_store::{Position, RecordedEvent, Tenant};

use crate::ErrorCode;
use crate::rest::error::RestError;

/// What of the log is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct EventsQuery {
    /// Only events behind this place.
    pub(super) after: Position,
    /// At most so many.
    pub(super) limit: Option<u64>,
    /// Whether to wait for more at the end.
    pub(super) follow: bool,
    /// Only events whose type begins with one of these; any, when empty.
    types: Vec<String>,
    /// Only events of this stream.
    stream: Option<String>,
}

impl EventsQuery {
    /// Reads the query string.
    ///
    /// # Errors
    /// `BAD_REQUEST` names the parameter that is unknown or not as it must be.
    pub(super) fn parse(uri: &Uri) -> Result<Self, RestError> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|_| bad("the query string is not of the form name=value&name=value"))?;
        let mut query = Self::default();
        for (name, value) in pairs {
            query.set(&name, value)?;
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), RestError> {
        match name {
            "after" => self.after = value.parse().map_err(|_| bad("`after` is a position: a whole number from 0"))?,
            "limit" => self.limit = Some(at_least_one(&value)?),
            "follow" => self.follow = value.parse().map_err(|_| bad("`follow` is true or false"))?,
            "types" => self.types.extend(value.split(',').filter(|part| !part.is_empty()).map(str::to_owned)),
            "stream" => self.stream = Some(value),
            _ => return Err(bad("there are the parameters after, limit, follow, types and stream, and no others")),
        }
        Ok(())
    }

    /// Whether an event is wanted by one of this tenant.
    pub(super) fn wants(&self, tenant: &Tenant, event: &RecordedEvent) -> bool {
        event.tenant == *tenant
            && self.stream.as_deref().is_none_or(|stream| event.stream.as_str() == stream)
            && (self.types.is_empty() || self.types.iter().any(|prefix| event.event_type.starts_with(prefix.as_str())))
    }
}

fn at_least_one(value: &str) -> Result<u64, RestError> {
    value.parse().ok().filter(|limit| *limit > 0).ok_or_else(|| bad("`limit` is a whole number from 1"))
}

fn bad(message: &str) -> RestError {
    RestError::new(ErrorCode::BadRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<EventsQuery, RestError> {
        EventsQuery::parse(&format!("/v1/events?{query}").parse().unwrap())
    }

    #[test]
    fn every_parameter_may_be_left_out() {
        let all = EventsQuery::parse(&"/v1/events".parse().unwrap()).unwrap();
        assert_eq!(all, EventsQuery::default());
    }

    #[test]
    fn parameters_are_read_and_types_listed() {
        let query = parse("after=7&limit=2&follow=true&types=conversation.,agent.&stream=queue-1").unwrap();
        assert_eq!((query.after, query.limit, query.follow), (7, Some(2), true));
        assert_eq!(query.types, ["conversation.", "agent."]);
        assert_eq!(query.stream.as_deref(), Some("queue-1"));
    }

    #[test]
    fn what_is_not_as_it_must_be_is_named() {
        for (query, name) in
            [("after=-1", "after"), ("limit=0", "limit"), ("follow=1", "follow"), ("tenant=b", "others")]
        {
            assert!(format!("{:?}", parse(query).unwrap_err()).contains(name), "{query}");
        }
    }
}
