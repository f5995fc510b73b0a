//! Pages of other origins that may ask: what browsers must be told before they let them.

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::Origins;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// What answers preflight requests of the origins that may ask; nothing when only pages of this host may. Tokens travel
/// in a header that pages set themselves, so browsers need send no credentials of their own.
pub(crate) fn layer(origins: &Origins) -> Option<CorsLayer> {
    let origins = match origins {
        Origins::SameHost => return None,
        Origins::Any => AllowOrigin::any(),
        // An origin that is no header value is sent by no browser.
        Origins::Listed(listed) => {
            AllowOrigin::list(listed.iter().filter_map(|origin| HeaderValue::from_str(origin).ok()))
        }
    };
    let headers = [header::AUTHORIZATION, header::CONTENT_TYPE, LAST_EVENT_ID, REQUEST_ID, TRACEPARENT];
    let layer = CorsLayer::new().allow_origin(origins).allow_headers(headers).expose_headers([REQUEST_ID]);
    Some(layer.allow_methods([Method::GET, Method::POST, Method::OPTIONS]))
}
