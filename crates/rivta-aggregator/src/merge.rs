//! The answers of all sources as one (section 1.8).

use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::xml::{DecodeError, Encode, RawElement, Writer};

use crate::services::ContractFacts;
use crate::status::{self, Record};

/// The content of an aggregate.
struct Content(Vec<RawElement>);

impl Encode for Content {
    fn encode(&self, writer: &mut Writer) {
        writer.any(&self.0);
    }
}

/// The envelope of the aggregate: the sources' records, one source after the other, and the header that tells of each
/// source how it went. Without sources both are empty.
pub(crate) fn aggregate(
    contract: &ContractFacts,
    content: Vec<RawElement>,
    records: &[Record],
) -> Result<Vec<u8>, DecodeError> {
    let headers = [status::header(records)?];
    let headers = OutgoingHeaders {
        address: None,
        others: &headers,
    };
    Ok(envelope::write(
        headers,
        &contract.response,
        contract.response_namespaces,
        &Content(content),
    ))
}
