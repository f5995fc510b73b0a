//! Which media types a request speaks and understands.

use axum::http::{HeaderMap, StatusCode, header};

use crate::transport::reply::Rejection;

/// The media types of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/graphql-response+json`, where the status tells whether there is data.
    GraphqlResponse,
    /// `application/json`, where a well-formed request gets 200 even when its document is invalid.
    Json,
}

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";
const EVENT_STREAM: &str = "text/event-stream";

impl MediaType {
    /// What to answer with; `None` when the client accepts neither. Without a wish it is `application/json`.
    pub(crate) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let ranges = accept(headers);
        if ranges.is_empty() {
            return Some(Self::Json);
        }
        let json = quality(&ranges, JSON).unwrap_or(0.0);
        // Only a client that names the newer type is known to understand its statuses.
        let named = ranges.iter().find(|range| range.name == GRAPHQL_RESPONSE).map_or(0.0, |range| range.quality);
        match (named, json) {
            (named, json) if named > 0.0 && named >= json => Some(Self::GraphqlResponse),
            (_, json) if json > 0.0 => Some(Self::Json),
            _ => None,
        }
    }

    /// The value of the `content-type` header.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }
}

/// Whether the client understands server-sent events.
pub(crate) fn accepts_event_stream(headers: &HeaderMap) -> bool {
    quality(&accept(headers), EVENT_STREAM).is_some_and(|quality| quality > 0.0)
}

/// Whether the client is a browser that somebody pointed at the endpoint.
pub(crate) fn wants_a_page(headers: &HeaderMap) -> bool {
    let ranges = accept(headers);
    let names = |name: &str| ranges.iter().any(|range| range.name == name);
    names("text/html") && !names(JSON) && !names(GRAPHQL_RESPONSE)
}

/// Refuses bodies that are not declared to be JSON in UTF-8. A page of another origin cannot declare that
/// without asking first, so this is also the defence against forged requests.
pub(crate) fn require_json(headers: &HeaderMap) -> Result<(), Rejection> {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = declared.split(';').map(str::trim);
    let is_json = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(JSON));
    let is_utf8 = parts.filter_map(charset).all(|charset| charset.eq_ignore_ascii_case("utf-8"));
    if is_json && is_utf8 {
        return Ok(());
    }
    let rejection = Rejection::bad_request("the content type must be `application/json` in UTF-8");
    Err(rejection.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE))
}

fn charset(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
}

struct Range {
    name: String,
    quality: f32,
}

fn accept(headers: &HeaderMap) -> Vec<Range> {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|range| !range.is_empty()).map(range).collect()
}

fn range(text: &str) -> Range {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let quality = parts.find_map(|parameter| parameter.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
    Range { name, quality }
}

/// The quality of `name`: that of the most specific range that covers it.
fn quality(ranges: &[Range], name: &str) -> Option<f32> {
    let group = name.split_once('/').map(|(group, _)| format!("{group}/*"))?;
    let of = |wanted: &str| ranges.iter().find(|range| range.name == wanted).map(|range| range.quality);
    of(name).or_else(|| of(&group)).or_else(|| of("*/*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    fn check(accept: &str, expected: Option<MediaType>) {
        assert_eq!(MediaType::accepted(&headers(header::ACCEPT, accept)), expected, "{accept}");
    }

    #[test]
    fn a_client_without_a_wish_gets_json() {
        assert_eq!(MediaType::accepted(&HeaderMap::new()), Some(MediaType::Json));
        check("*/*", Some(MediaType::Json));
        check("application/*", Some(MediaType::Json));
    }

    #[test]
    fn the_newer_type_is_for_clients_that_name_it() {
        check("application/graphql-response+json", Some(MediaType::GraphqlResponse));
        check("application/graphql-response+json, application/json;q=0.9", Some(MediaType::GraphqlResponse));
        check("application/json, application/graphql-response+json", Some(MediaType::GraphqlResponse));
        check("application/json, application/graphql-response+json;q=0.5", Some(MediaType::Json));
    }

    #[test]
    fn a_quality_of_nought_forbids() {
        check("*/*, application/json;q=0", None);
        check("application/graphql-response+json;q=0", None);
        check("text/plain", None);
    }

    #[test]
    fn a_browser_wants_a_page() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(wants_a_page(&headers(header::ACCEPT, browser)));
        assert!(!wants_a_page(&headers(header::ACCEPT, "*/*")));
        assert!(!wants_a_page(&headers(header::ACCEPT, "application/json, text/html")));
    }

    #[test]
    fn only_json_in_utf8_is_read() {
        let ok = |value| require_json(&headers(header::CONTENT_TYPE, value)).is_ok();
        assert!(ok("application/json"));
        assert!(ok("Application/JSON; charset=\"UTF-8\""));
        assert!(!ok("application/json; charset=latin1"));
        assert!(!ok("text/plain"));
        assert!(require_json(&HeaderMap::new()).is_err());
    }
}
