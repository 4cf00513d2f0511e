//! What the engagement index is asked, and what it answers (section 1.4).

use rivta_contracts::itintegration_engagementindex_1_0::find_content::{self, FindContent};
use rivta_soap::Contract;
use rivta_soap::envelope::{self, OutgoingHeaders};
use rivta_soap::xml::{Decode, DecodeError, Encode, Limits, Name, RawElement, Reader, Strictness, Wildcard, Writer};

/// The value of `SOAPAction` of a question to the index.
pub(crate) const SOAP_ACTION: &str = FindContent::SOAP_ACTION;

/// The root element of the index's answer.
pub(crate) const RESPONSE: Name = FindContent::RESPONSE;

/// What a service asks the index about a request.
///
/// There is no [`std::fmt::Debug`]: it names a person.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The person, as the request has it. Without one the index refuses the question.
    pub person: Option<String>,
    /// The oldest content that counts, `YYYYMMDDhhmmss`, Swedish local time. Posts without a time then count for
    /// nothing.
    pub most_recent_content: Option<String>,
    /// The one logical address whose posts count; all of them unless given.
    pub logical_address: Option<String>,
}

/// An engagement of the answer, as far as an aggregator looks at it.
///
/// There is no [`std::fmt::Debug`]: where a person is known is about the person.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) categorization: String,
    pub(crate) logical_address: String,
    pub(crate) source_system: String,
}

/// The content of a `FindContent`.
struct Criteria<'a> {
    question: &'a Question,
    service_domain: &'a str,
    /// Given when there is exactly one.
    categorization: Option<&'a str>,
}

impl Encode for Criteria<'_> {
    fn encode(&self, writer: &mut Writer) {
        let optional = |writer: &mut Writer, name: &Name, value: Option<&str>| {
            writer.optional(name, value.map(str::to_owned).as_ref());
        };
        let name = find_content::name::REGISTERED_RESIDENT_IDENTIFICATION;
        optional(writer, &name, self.question.person.as_deref());
        optional(writer, &find_content::name::SERVICE_DOMAIN, Some(self.service_domain));
        optional(writer, &find_content::name::CATEGORIZATION, self.categorization);
        let moment = self.question.most_recent_content.as_deref();
        optional(writer, &find_content::name::MOST_RECENT_CONTENT, moment);
    }
}

/// The envelope of `FindContent` to the index at this logical address.
pub(crate) fn find_content(to: &str, question: &Question, service_domain: &str, categories: &[String]) -> Vec<u8> {
    let categorization = match categories {
        [only] => Some(only.as_str()),
        _ => None,
    };
    let headers = OutgoingHeaders {
        address: Some((FindContent::PROFILE, to)),
        others: &[],
    };
    let criteria = Criteria {
        question,
        service_domain,
        categorization,
    };
    envelope::write(
        headers,
        &FindContent::REQUEST,
        FindContent::REQUEST_NAMESPACES,
        &criteria,
    )
}

/// The engagements of a `FindContentResponse`. They are read leniently: nothing but three of their texts matters here,
/// and the published schemas disagree about the rest.
pub(crate) fn hits(answer: &RawElement, limits: &Limits) -> Result<Vec<Hit>, DecodeError> {
    let engagements = children(answer, &FindContent::RESPONSE, limits)?.into_iter();
    let engagements = engagements.filter(|child| child.name().1 == find_content::name::ENGAGEMENT.local);
    let text = |engagement: &RawElement, local: &str| engagement.text_of(local).unwrap_or_default();
    Ok(engagements
        .map(|engagement| Hit {
            categorization: text(&engagement, "categorization"),
            logical_address: text(&engagement, "logicalAddress"),
            source_system: text(&engagement, "sourceSystem"),
        })
        .collect())
}

/// The child elements of an element, as they are written.
struct Children(Vec<RawElement>);

impl Decode for Children {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let children = reader.any(Wildcard::Any, 0, None)?;
        reader.end()?;
        Ok(Self(children))
    }
}

/// The child elements of the element `name`, as they are written.
pub(crate) fn children(element: &RawElement, name: &Name, limits: &Limits) -> Result<Vec<RawElement>, DecodeError> {
    let Children(children) = element.decode_as(name, limits, Strictness::Tolerant)?.value;
    Ok(children)
}

/// The text of an identity's `extension`, where a child of the request with this name is one.
pub(crate) fn extension(children: &[RawElement], local: &str) -> Option<String> {
    let identity = children.iter().find(|child| child.name().1 == local)?;
    identity.text_of("extension")
}
