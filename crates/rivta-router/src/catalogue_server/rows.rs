//! Answers that hold the whole catalogue, written while they are sent: half a million rows never stand in memory as text.

use std::convert::Infallible;
use std::mem::take;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};
use http_body_util::BodyExt as _;
use rivta_catalog::{Catalog, RowStyle, VAGVALSINFO};
use rivta_producer::listener::OutgoingBody;

/// Rows written at a time, some 100 KB.
const CHUNK: usize = 256;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Routes,
    Permissions,
    Contracts,
    Components,
}

impl List {
    fn operation(self) -> &'static str {
        match self {
            Self::Routes => "hamtaAllaVirtualiseringar",
            Self::Permissions => "hamtaAllaAnropsBehorigheter",
            Self::Contracts => "hamtaAllaTjanstekontrakt",
            Self::Components => "hamtaAllaTjanstekomponenter",
        }
    }
}

/// The envelope with all rows of a list.
pub(super) struct Rows {
    catalog: Arc<Catalog>,
    list: List,
    /// What has been written and not yet sent.
    text: String,
    next: usize,
    is_complete: bool,
}

impl Rows {
    pub(super) fn of(catalog: Arc<Catalog>, list: List) -> OutgoingBody {
        let operation = list.operation();
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope \
             xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>\
             <v:{operation}Response xmlns:v=\"{VAGVALSINFO}\">"
        );
        let rows = Self {
            catalog,
            list,
            text,
            next: 0,
            is_complete: false,
        };
        rows.map_err(|never| match never {}).boxed()
    }

    /// Writes the next rows, and the end after the last of them.
    fn write(&mut self) {
        let (catalog, places) = (Arc::clone(&self.catalog), self.next..self.next + CHUNK);
        let rows = match self.list {
            List::Routes => {
                catalog.write_routes(places, RowStyle::Answer, &mut self.text);
                catalog.route_count()
            }
            List::Permissions => {
                catalog.write_permissions(places, RowStyle::Answer, &mut self.text);
                catalog.permission_count()
            }
            List::Contracts => {
                catalog.write_contracts(&mut self.text);
                0
            }
            List::Components => {
                catalog.write_components(&mut self.text);
                0
            }
        };
        self.next += CHUNK;
        if self.next >= rows {
            let operation = self.list.operation();
            let end = format!("</v:{operation}Response></soapenv:Body></soapenv:Envelope>");
            self.text.push_str(&end);
            self.is_complete = true;
        }
    }
}

impl Body for Rows {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.is_complete {
            return Poll::Ready(None);
        }
        self.write();
        let text = take(&mut self.text);
        Poll::Ready(Some(Ok(Frame::data(text.into()))))
    }

    fn is_end_stream(&self) -> bool {
        self.is_complete
    }
}
