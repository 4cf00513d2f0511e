//! What is particular to one refusal, and how the detail text words it.

use std::fmt;

use http::StatusCode;

/// What a call was addressed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The logical address, verbatim.
    pub receiver: String,
    /// The namespace of the first child of Body, if there is one.
    pub contract: Option<String>,
}

/// Why the sender's identity could not be established.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SenderProblem {
    /// The certificate of the TLS session has no HSA-id in its subject; holds the subject, if it could be read.
    NotInCertificate(Option<String>),
    /// The header in which a proxy passes the certificate is absent; holds the header's name.
    HeaderMissing(String),
    /// The header holds something that is no certificate; holds the header's name.
    HeaderOfUnknownKind(String),
    /// The certificate in the header cannot be decoded; holds the header's name.
    HeaderUndecodable(String),
    /// The certificate in the header has no HSA-id in its subject.
    NotInHeader,
}

/// Why a message could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadProblem {
    /// The XML is not well formed or breaks a limit; holds what the parser said, which never quotes the message.
    Parser(String),
    /// A multipart message holds no envelope.
    NoEnvelopeInMultipart,
}

/// How a producer failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProducerFailure {
    /// A 2xx answer without a body.
    EmptyAnswer(StatusCode),
    /// An answer that is neither 2xx nor a SOAP 1.1 fault with status 500.
    Status {
        /// The status.
        status: StatusCode,
        /// The URL that was called.
        url: String,
        /// Where the answer redirects to.
        location: Option<String>,
    },
    /// No connection could be made within the connect time-out; holds `host:port`.
    Connect(String),
    /// The connection was reset.
    Reset,
    /// The producer was silent for longer than its time-out.
    Silence,
    /// The TLS handshake failed; holds what the TLS library said.
    Tls(String),
    /// Anything else on the connection; holds what was said of it.
    Connection(String),
}

/// Failures that the incumbent reports without a code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Uncoded {
    /// The address in the catalogue is not a URL; holds the address.
    AddressIsNoUrl(String),
    /// The address element begins with an element; holds the parser's text.
    AddressIsNoText(String),
    /// The producer closed the connection without an answer, or without the end of one in chunks; holds `host:port`.
    NoAnswer(String),
    /// The sender's id in the certificate is not text.
    SenderIsNoText,
    /// The message could not be written in UTF-8; holds the parser's text.
    NotRecoded(String),
    /// A schema that no description holds was asked for; holds its name.
    SchemaMissing(String),
    /// The WSDL for this path is no XML.
    DescriptionBroken(String),
}

impl fmt::Display for Destination {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contract = self.contract.as_deref().unwrap_or("null");
        write!(formatter, "serviceNamespace: {contract}, receiverId: {}", self.receiver)
    }
}

impl fmt::Display for SenderProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInCertificate(subject) => {
                write!(
                    formatter,
                    "No senderId found in Certificate: {}",
                    subject.as_deref().unwrap_or("null")
                )
            }
            Self::HeaderMissing(name) => write!(formatter, "No certificate found in httpheader {name}"),
            Self::HeaderOfUnknownKind(name) => {
                write!(
                    formatter,
                    "Exception, unkown certificate type found in httpheader {name}"
                )
            }
            Self::HeaderUndecodable(name) => {
                write!(formatter, "Exception occured parsing certificate in httpheader {name}")
            }
            Self::NotInHeader => formatter.write_str("No senderId found in Certificate"),
        }
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parser(text) => formatter.write_str(text),
            Self::NoEnvelopeInMultipart => {
                formatter.write_str("Inkommande begäran är ej korrekt utformat och kan därför inte behandlas.")
            }
        }
    }
}

/// What follows the address in the detail of VP009.
impl fmt::Display for ProducerFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::EmptyAnswer(status) = self {
            let number = status.as_str();
            write!(
                formatter,
                ". Empty message when server responded with status code: {number}"
            )?;
            return reason(*status).map_or(Ok(()), |reason| write!(formatter, " {reason}"));
        }
        formatter.write_str(". Exception Caught by Camel when contacting producer. Exception information: (")?;
        match self {
            Self::Status { status, url, location } => {
                let class = "org.apache.camel.component.netty.http.NettyHttpOperationFailedException";
                let number = status.as_str();
                write!(
                    formatter,
                    "{class}: Netty HTTP operation failed invoking {url} with statusCode: {number}"
                )?;
                if let Some(location) = location {
                    write!(formatter, ", redirectLocation: {location}")?;
                }
                write!(formatter, ")\nVP_PRODUCER_EXCEPTION_HTTP_STATUS={number}")
            }
            Self::Connect(host) => write!(formatter, "java.net.ConnectException: Cannot connect to {host})"),
            Self::Reset => formatter.write_str("java.net.SocketException: Connection reset)"),
            Self::Silence => formatter.write_str(
                "io.netty.handler.timeout.ReadTimeoutException: Timeout when waiting on response from producer.)",
            ),
            Self::Tls(text) => write!(formatter, "javax.net.ssl.SSLHandshakeException: {text})"),
            Self::Connection(text) => write!(formatter, "java.io.IOException: {text})"),
            Self::EmptyAnswer(_) => Ok(()),
        }
    }
}

/// The reason phrase of RFC 9110; the library spells one otherwise.
fn reason(status: StatusCode) -> Option<&'static str> {
    match status {
        StatusCode::NON_AUTHORITATIVE_INFORMATION => Some("Non-Authoritative Information"),
        _ => status.canonical_reason(),
    }
}

impl Uncoded {
    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::AddressIsNoUrl(_) => "java.net.URISyntaxException",
            Self::SchemaMissing(_) => "java.io.FileNotFoundException",
            Self::DescriptionBroken(_) => "org.xml.sax.SAXParseException",
            Self::AddressIsNoText(_) => "java.lang.IllegalStateException",
            Self::SenderIsNoText => "java.lang.NumberFormatException",
            Self::NotRecoded(_) => "javax.xml.transform.TransformerException",
            Self::NoAnswer(_) => "org.apache.camel.CamelExchangeException",
        }
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::AddressIsNoUrl(address) => format!("Expected an http or https URL: {address}"),
            Self::SchemaMissing(name) => format!("Couldn't find xsd named {name}"),
            Self::DescriptionBroken(path) => format!("The wsdl of {path} is not well-formed XML"),
            Self::SenderIsNoText => "The sender's id in the certificate is not text".to_owned(),
            Self::NotRecoded(text) | Self::AddressIsNoText(text) => text.clone(),
            Self::NoAnswer(host) => format!("No response received from remote server: {host}"),
        }
    }
}

impl From<SenderProblem> for super::Refusal {
    fn from(problem: SenderProblem) -> Self {
        Self::SenderUnknown(problem)
    }
}
