//! What one operation of a binding puts on the wire.

use rivta_soap::Profile;

use crate::error::{Error, Place};
use crate::xsd::{QName, SchemaSet};

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoapVersion {
    /// SOAP 1.1
    Soap11,
    /// SOAP 1.2
    Soap12,
}

/// One operation as bound to SOAP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// The path of the WSDL within the package.
    pub wsdl: String,
    /// The target namespace of the WSDL.
    pub namespace: String,
    /// The name of the operation.
    pub operation: String,
    /// The `soapAction` as written, empty if it is left out. In a quarter of the published
    /// contracts it cannot be derived from other names.
    pub soap_action: String,
    /// The version of SOAP.
    pub soap_version: SoapVersion,
    /// The request.
    pub request: Message,
    /// The response; one-way operations have none.
    pub response: Option<Message>,
    /// The elements of declared faults.
    pub faults: Vec<QName>,
    /// Documentation of the operation or, where it has none, of the WSDL.
    pub documentation: Option<String>,
    /// Where the binding of the operation stands.
    pub place: Place,
}

/// A message as bound to SOAP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The element within the SOAP body.
    pub body: QName,
    /// The SOAP headers that are declared.
    pub headers: Vec<Header>,
}

/// A declared SOAP header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The element.
    pub element: QName,
    /// Where it is bound.
    pub place: Place,
}

impl Header {
    /// The profile whose receiver the header names, if it is such a header.
    pub fn profile(&self) -> Option<Profile> {
        self.element.profile_of_header()
    }
}

impl QName {
    /// The profile whose receiver an element of this name names, if it does.
    pub(super) fn profile_of_header(&self) -> Option<Profile> {
        Profile::of_header(self.namespace.as_deref()?, &self.local)
    }
}

impl Interaction {
    /// The profile, told by the headers of the request. `None` for a WSDL that is not RIV-TA.
    pub fn profile(&self) -> Option<Profile> {
        self.request.headers.iter().find_map(Header::profile)
    }

    /// Checks that the elements the messages are made of are defined.
    pub(crate) fn check(&self, schemas: &SchemaSet) -> Result<(), Error> {
        let messages = || [Some(&self.request), self.response.as_ref()].into_iter().flatten();
        let bodies = messages().map(|message| (&message.body, &self.place));
        let headers = messages()
            .flat_map(|message| &message.headers)
            .map(|header| (&header.element, &header.place));
        let faults = self.faults.iter().map(|fault| (fault, &self.place));
        for (name, place) in bodies.chain(headers).chain(faults) {
            if schemas.element(name).is_none() {
                return Err(schemas.blamed_on_missing_file(Error::Unresolved {
                    place: place.clone(),
                    kind: "element",
                    name: name.clone(),
                }));
            }
        }
        Ok(())
    }
}
