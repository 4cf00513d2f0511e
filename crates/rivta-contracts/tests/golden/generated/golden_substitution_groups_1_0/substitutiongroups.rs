// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/substitution-groups/schemas/core_components/golden_substitutiongroups_1.0.xsd
//     d3294fe2d162fe5523d34cbd96acf5de7beeac851394a975d27624ccaf94d0f0

//! Namespace `urn:riv:golden:substitutiongroups:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::{DateTime, Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, RawElement, Reader, Simple,
    ValueError, Whitespace, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:substitutiongroups:1",
    prefix: "substitutiongroups",
};

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventChoice {
    /// `event`
    Event(AnyEventType),
    /// `returnVisit`
    ReturnVisit(VisitType),
    /// `visit`
    Visit(VisitType),
}

impl Group for EventChoice {
    const BEGINNINGS: &'static str = "event, returnVisit, visit";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::EVENT], &[])? {
            return Ok(Some(Self::Event(r.required(&name::EVENT)?)));
        }
        if r.begins(&[name::RETURN_VISIT], &[])? {
            return Ok(Some(Self::ReturnVisit(r.required(&name::RETURN_VISIT)?)));
        }
        if r.begins(&[name::VISIT], &[])? {
            return Ok(Some(Self::Visit(r.required(&name::VISIT)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Event(it) => w.required(&name::EVENT, it),
            Self::ReturnVisit(it) => w.required(&name::RETURN_VISIT, it),
            Self::Visit(it) => w.required(&name::VISIT, it),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Advice(Text);

impl Advice {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Advice (max length 9)",
            max_length: Some(9),
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Advice {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteChoice {
    /// `advice`
    Advice(Advice),
    /// `warning`
    Warning(String),
}

impl Group for NoteChoice {
    const BEGINNINGS: &'static str = "advice, warning";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::ADVICE], &[])? {
            return Ok(Some(Self::Advice(r.required(&name::ADVICE)?)));
        }
        if r.begins(&[name::WARNING], &[])? {
            return Ok(Some(Self::Warning(r.required(&name::WARNING)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::Advice(it) => w.required(&name::ADVICE, it),
            Self::Warning(it) => w.required(&name::WARNING, it),
        }
    }
}

/// `EventType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventType {
    /// `time`
    pub time: DateTime,
}

impl Decode for EventType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "EventType"), &["time"], &[])?;
        let value = Self {
            time: r.required(&name::TIME)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for EventType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::TIME, &self.time);
    }
}

/// `EventType`, or one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyEventType {
    /// `EventType`
    EventType(Box<EventType>),
    /// `VisitType`
    VisitType(Box<VisitType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl From<EventType> for AnyEventType {
    fn from(value: EventType) -> Self {
        Self::EventType(Box::new(value))
    }
}

impl Decode for AnyEventType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "VisitType")) {
            return Ok(Self::VisitType(Box::new(Decode::decode(r)?)));
        }
        if r.is_declared_type(&Name::new(&NAMESPACE, "EventType")) {
            return Ok(Self::EventType(Box::new(Decode::decode(r)?)));
        }
        r.verbatim().map(Self::Other)
    }
}

impl Encode for AnyEventType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::EventType(it) => it.element(name, w),
            Self::VisitType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "VisitType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `VisitType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitType {
    /// `time`
    pub time: DateTime,
    /// `place`
    pub place: String,
}

impl Decode for VisitType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "VisitType"), &["time", "place"], &[])?;
        let value = Self {
            time: r.required(&name::TIME)?,
            place: r.required(&name::PLACE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for VisitType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::TIME, &self.time);
        w.required(&name::PLACE, &self.place);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `advice`
    pub const ADVICE: Name = Name::new(&NAMESPACE, "advice")
        .tags("<substitutiongroups:advice>", "</substitutiongroups:advice>");
    /// `event`
    pub const EVENT: Name = Name::new(&NAMESPACE, "event")
        .tags("<substitutiongroups:event>", "</substitutiongroups:event>");
    /// `note`
    pub const NOTE: Name = Name::new(&NAMESPACE, "note")
        .tags("<substitutiongroups:note>", "</substitutiongroups:note>");
    /// `place`
    pub const PLACE: Name = Name::new(&NAMESPACE, "place")
        .tags("<substitutiongroups:place>", "</substitutiongroups:place>");
    /// `returnVisit`
    pub const RETURN_VISIT: Name = Name::new(&NAMESPACE, "returnVisit")
        .tags("<substitutiongroups:returnVisit>", "</substitutiongroups:returnVisit>");
    /// `time`
    pub const TIME: Name = Name::new(&NAMESPACE, "time")
        .tags("<substitutiongroups:time>", "</substitutiongroups:time>");
    /// `visit`
    pub const VISIT: Name = Name::new(&NAMESPACE, "visit")
        .tags("<substitutiongroups:visit>", "</substitutiongroups:visit>");
    /// `warning`
    pub const WARNING: Name = Name::new(&NAMESPACE, "warning")
        .tags("<substitutiongroups:warning>", "</substitutiongroups:warning>");
}
