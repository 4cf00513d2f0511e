//! A call comes in and gets its correlation id.

use std::sync::Arc;

use http::Request;
use http_body_util::BodyExt as _;
use rivta_producer::listener::{IncomingBody, Peer};

use crate::body::Replay;
use crate::exchange::{Call, Entrance, Received};
use crate::header;
use crate::platform::Platform;

/// Takes the request apart. The correlation id is the consumer's, or a new one when that is absent or empty.
pub(crate) fn receive(request: Request<IncomingBody>, entrance: Entrance, platform: &Platform) -> Received {
    let (mut head, body) = request.into_parts();
    let correlation_id = header::text(&head.headers, &header::CORRELATION_ID)
        .map_or_else(|| (platform.ids)().to_string().into(), Arc::from);
    Received {
        peer: head.extensions.remove::<Peer>(),
        begun: body.begun(),
        body: Replay::new(body.boxed_unsync(), platform.configuration.consumer.head_bytes),
        call: Box::new(Call {
            entrance,
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            correlation_id,
            is_of_part: false,
        }),
    }
}
