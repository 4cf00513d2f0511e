//! Bindings to SOAP.

use roxmltree::Node;

use super::definitions::{Definitions, Part, attribute, documentation};
use super::{Header, Interaction, Message, SoapVersion, WSDL};
use crate::error::Error;
use crate::source::{Document, Note};
use crate::xsd::QName;

const SOAP_11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
const SOAP_12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";

/// The operations of all SOAP bindings in a WSDL. Other bindings are passed over; so are, with a note,
/// operations that no RIV-TA message can be made of.
pub(super) fn interactions(
    document: &Document<'_>,
    definitions: &Definitions,
    notes: &mut Vec<Note>,
) -> Result<Vec<Interaction>, Error> {
    let mut found = Vec::new();
    for binding in children(document.root(), WSDL, "binding") {
        let Some(soap) = binding.children().find_map(soap_version) else {
            continue;
        };
        let port_type = attribute(document, binding, "type")?;
        let context = Context {
            document,
            definitions,
            soap,
            port_type: document.qname(binding, port_type, None)?,
        };
        for operation in children(binding, WSDL, "operation") {
            match context.interaction(operation, notes) {
                Ok(interaction) => found.push(interaction),
                Err(Error::Unsupported { place, construct }) => {
                    notes.push(Note::at(place, format!("the operation is left out: {construct}")));
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}

struct Context<'c, 'a> {
    document: &'c Document<'a>,
    definitions: &'c Definitions,
    soap: (SoapVersion, &'static str),
    port_type: QName,
}

impl Context<'_, '_> {
    fn interaction(&self, node: Node<'_, '_>, notes: &mut Vec<Note>) -> Result<Interaction, Error> {
        let (document, place) = (self.document, self.document.place(node));
        let path = document.file.path.as_str();
        let name = attribute(document, node, "name")?;
        let operation = self.definitions.operation(path, &self.port_type, name, &place)?;
        let Some(input) = &operation.input else {
            return Err(self.unsupported(node, "it has no input, so the producer would call"));
        };
        let root = document.root();
        let soap = children(node, self.soap.1, "operation").next();
        self.require_document_style(node, soap)?;
        Ok(Interaction {
            wsdl: path.to_owned(),
            namespace: root.attribute("targetNamespace").unwrap_or_default().to_owned(),
            operation: name.to_owned(),
            soap_action: soap
                .and_then(|soap| soap.attribute("soapAction"))
                .unwrap_or_default()
                .to_owned(),
            soap_version: self.soap.0,
            request: self.message(node, "input", input, notes)?,
            response: match &operation.output {
                Some(output) => Some(self.message(node, "output", output, notes)?),
                None => None,
            },
            faults: self.faults(node, &operation.faults)?,
            documentation: operation.documentation.clone().or_else(|| documentation(root)),
            place,
        })
    }

    /// RIV-TA allows document style only; an RPC binding would have another body on the wire.
    fn require_document_style(&self, node: Node<'_, '_>, operation: Option<Node<'_, '_>>) -> Result<(), Error> {
        let binding = node
            .parent()
            .and_then(|binding| children(binding, self.soap.1, "binding").next());
        let style = operation
            .and_then(|operation| operation.attribute("style"))
            .or_else(|| binding.and_then(|binding| binding.attribute("style")));
        if style.is_none_or(|style| style == "document") {
            return Ok(());
        }
        Err(self.unsupported(node, "a SOAP binding of another style than document"))
    }

    fn unsupported(&self, node: Node<'_, '_>, construct: &str) -> Error {
        Error::Unsupported {
            place: self.document.place(node),
            construct: construct.to_owned(),
        }
    }

    /// A message as the binding's `input` or `output` arranges it. A header that its message does not
    /// define is left out with a note: published WSDLs have such.
    fn message(
        &self,
        operation: Node<'_, '_>,
        direction: &str,
        name: &QName,
        notes: &mut Vec<Note>,
    ) -> Result<Message, Error> {
        let bound = children(operation, WSDL, direction).next();
        let mut headers = Vec::new();
        for header in bound
            .into_iter()
            .flat_map(|bound| children(bound, self.soap.1, "header"))
        {
            match self.header(header) {
                Ok(header) => headers.push(header),
                Err(Error::Unresolved { place, kind, name }) => {
                    let what = format!("the header is left out: {kind} {name} is not defined");
                    notes.push(Note::at(place, what));
                }
                Err(error) => return Err(error),
            }
        }
        let body = bound.and_then(|bound| children(bound, self.soap.1, "body").next());
        let place = self.document.place(bound.unwrap_or(operation));
        let path = self.document.file.path.as_str();
        let parts = self.definitions.message(path, name, &place)?;
        let wanted = body.and_then(|body| body.attribute("parts"));
        let element = body_element(parts, wanted, &headers)
            .ok_or_else(|| self.unsupported(bound.unwrap_or(operation), "a body not made of exactly one element"))?;
        Ok(Message {
            body: element.clone(),
            headers,
        })
    }

    fn header(&self, node: Node<'_, '_>) -> Result<Header, Error> {
        let place = self.document.place(node);
        let text = attribute(self.document, node, "message")?;
        let message = self.document.qname(node, text, None)?;
        let name = attribute(self.document, node, "part")?;
        let path = self.document.file.path.as_str();
        let element = self
            .definitions
            .message(path, &message, &place)?
            .iter()
            .find(|part| part.name == name)
            .and_then(|part| part.element.clone())
            .ok_or_else(|| Error::Unresolved {
                place: place.clone(),
                kind: "message part",
                name: QName::new(None, name),
            })?;
        Ok(Header { element, place })
    }

    fn faults(&self, node: Node<'_, '_>, messages: &[QName]) -> Result<Vec<QName>, Error> {
        let place = self.document.place(node);
        let path = self.document.file.path.as_str();
        let mut faults = Vec::new();
        for message in messages {
            let parts = self.definitions.message(path, message, &place)?;
            faults.extend(parts.iter().filter_map(|part| part.element.clone()));
        }
        Ok(faults)
    }
}

/// The one part that is the body: the one `soap:body parts` names or, where it names none, the one
/// that is not a header, be it bound as one or known to be one.
fn body_element<'p>(parts: &'p [Part], wanted: Option<&str>, headers: &[Header]) -> Option<&'p QName> {
    let mut candidates = parts.iter().filter(|part| match wanted {
        Some(wanted) => wanted.split_whitespace().any(|name| name == part.name),
        None => part.element.as_ref().is_none_or(|element| {
            let bound = headers.iter().any(|header| header.element == *element);
            !bound && element.profile_of_header().is_none()
        }),
    });
    match (candidates.next(), candidates.next()) {
        (Some(part), None) => part.element.as_ref(),
        _ => None,
    }
}

fn soap_version(node: Node<'_, '_>) -> Option<(SoapVersion, &'static str)> {
    if node.has_tag_name((SOAP_11, "binding")) {
        Some((SoapVersion::Soap11, SOAP_11))
    } else if node.has_tag_name((SOAP_12, "binding")) {
        Some((SoapVersion::Soap12, SOAP_12))
    } else {
        None
    }
}

fn children<'n, 'a>(node: Node<'n, 'a>, namespace: &'static str, name: &str) -> impl Iterator<Item = Node<'n, 'a>> {
    node.children()
        .filter(move |child| child.has_tag_name((namespace, name)))
}
