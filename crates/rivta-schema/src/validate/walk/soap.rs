//! The envelope of SOAP 1.1 and 1.2 around a payload.

use rivta_soap::xml::{Tag, shown_name};

use super::{Inside, Role, Walk};
use crate::validate::verdict::Rule;

/// Namespace of SOAP 1.1 envelopes.
const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// Namespace of SOAP 1.2 envelopes.
const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Whether a namespace is that of envelopes.
pub(in crate::validate) fn is_soap(namespace: Option<&str>) -> bool {
    matches!(namespace, Some(SOAP_1_1 | SOAP_1_2))
}

/// A part of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The envelope: whether it is of SOAP 1.2, and how many of its parts have been seen.
    Envelope(bool, usize),
    Header,
    /// The body: whether it is of SOAP 1.2, and whether it has its payload.
    Body(bool, bool),
    /// A fault: whether it is of SOAP 1.2, and how many of its parts have been seen.
    Fault(bool, usize),
    Detail,
    /// A part of a fault that holds text.
    Text,
}

/// The parts of a fault in order, whether they must be there, and what they are.
const FAULT_1_1: [(&str, bool, Part); 4] = [
    ("faultcode", true, Part::Text),
    ("faultstring", true, Part::Text),
    ("faultactor", false, Part::Text),
    ("detail", false, Part::Detail),
];
const FAULT_1_2: [(&str, bool, Part); 5] = [
    ("Code", true, Part::Text),
    ("Reason", true, Part::Text),
    ("Node", false, Part::Text),
    ("Role", false, Part::Text),
    ("Detail", false, Part::Detail),
];

fn fault_parts(is_1_2: bool) -> &'static [(&'static str, bool, Part)] {
    if is_1_2 { &FAULT_1_2 } else { &FAULT_1_1 }
}

impl Part {
    pub(super) fn envelope(namespace: Option<&str>) -> Self {
        Self::Envelope(namespace == Some(SOAP_1_2), 0)
    }

    /// What is missing when the part ends.
    pub(super) fn missing(self) -> Option<&'static str> {
        match self {
            Self::Envelope(_, seen) if seen < 2 => Some("the Body"),
            Self::Body(_, false) => Some("an element of the contract"),
            Self::Fault(is_1_2, seen) => {
                let left = fault_parts(is_1_2).iter().skip(seen);
                left.filter(|(_, required, _)| *required).map(|(name, ..)| *name).next()
            }
            _ => None,
        }
    }
}

impl<'d> Walk<'_, 'd> {
    /// What a child of a part of the envelope is.
    pub(super) fn soap_child(&mut self, tag: Tag<'d>) -> Role {
        let namespace = self.tokens.namespace(tag.binding);
        let Some(Inside::Soap(part)) = self.frames.last_mut().map(|frame| &mut frame.inside) else {
            return Role::Skipped;
        };
        let found = match part {
            Part::Header | Part::Detail => return self.lax(tag),
            Part::Text => return Role::Skipped,
            Part::Envelope(is_1_2, seen) => envelope_child(*is_1_2, seen, namespace, tag.local),
            Part::Body(_, true) => None,
            Part::Body(is_1_2, payload) => {
                *payload = true;
                let (own, is_1_2) = (namespace == Some(version(*is_1_2)), *is_1_2);
                if !(own && tag.local == "Fault") {
                    return self.global(tag, "the payload");
                }
                Some(Role::Soap(Part::Fault(is_1_2, 0)))
            }
            Part::Fault(is_1_2, seen) => fault_child(*is_1_2, seen, namespace, tag.local),
        };
        if let Some(role) = found {
            return role;
        }
        let found = shown_name(namespace, tag.local);
        let message = format!("expected the parts of an envelope in their order, found {found}");
        self.tell(Rule::Envelope, tag.offset, message);
        Role::Skipped
    }
}

fn version(is_1_2: bool) -> &'static str {
    if is_1_2 { SOAP_1_2 } else { SOAP_1_1 }
}

fn envelope_child(is_1_2: bool, seen: &mut usize, namespace: Option<&str>, local: &str) -> Option<Role> {
    let own = namespace == Some(version(is_1_2));
    match (*seen, local) {
        (0, "Header") if own => {
            *seen = 1;
            Some(Role::Soap(Part::Header))
        }
        (0 | 1, "Body") if own => {
            *seen = 2;
            Some(Role::Soap(Part::Body(is_1_2, false)))
        }
        // SOAP 1.1 section 4 allows elements of other namespaces after the body.
        (2, _) if !is_1_2 && namespace.is_some() && !own => Some(Role::Skipped),
        _ => None,
    }
}

fn fault_child(is_1_2: bool, seen: &mut usize, namespace: Option<&str>, local: &str) -> Option<Role> {
    let own = if is_1_2 {
        namespace == Some(SOAP_1_2)
    } else {
        namespace.is_none()
    };
    let parts = fault_parts(is_1_2).iter().enumerate().skip(*seen);
    for (index, (name, required, part)) in parts {
        if own && *name == local {
            *seen = index + 1;
            return Some(Role::Soap(*part));
        }
        if *required {
            return None;
        }
    }
    None
}
