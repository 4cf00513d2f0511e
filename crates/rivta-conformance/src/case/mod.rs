//! Test cases as they lie in files: data, no code.
//!
//! ```text
//! testsuite/cases/<area>/area.toml              what the cases of an area have in common: an [`Area`]
//! testsuite/cases/<area>/<ID>/case.toml         one case: a [`Case`]
//! testsuite/cases/<area>/<ID>/*.xml             its messages, with `${variables}`
//! ```
//!
//! ```toml
//! title = "Personnummer"
//! group = "1 Grundläggande tester"
//! rule = "TKB financial:patientfees:exemption 1.0, kap. 3"
//! declaration = ["TF 1.1.1"]
//! persons = ["personnummer"]
//!
//! [[step]]
//! do = "call"
//! message = "../request.xml"
//! expect = [{ verb = "no-fault" }, { verb = "schema" }]
//!
//! [[step]]
//! do = "receive"
//! expect = [{ verb = "value", path = "//core:patientId/core:root", equals = "${person.root}", in = "any" }]
//! ```
//!
//! The id of a case is the name of its folder. What every text in a case may say with `${name}`: a variable of the case,
//! of its area or of the target, in that order; `${person.root}` and `${person.extension}`, the case's first person;
//! `${requestId}`, a UUID of its own for every case; `${now}` and `${now-1d}`, Swedish local time as `YYYYMMDDhhmmss`,
//! moved by days, and `${today}` and `${today+30d}`, as `YYYYMMDD`. A variable may refer to others.

mod expansion;
mod folder;
mod verb;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use expansion::{Expansion, Variables};
pub use folder::{read_area, read_areas};
pub use verb::{Quantifier, Verb};

/// What the cases of an area have in common, and the cases.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Area {
    /// The area's name, for example `producer`: the name of its folder.
    #[serde(skip)]
    pub name: String,
    /// The folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The title, in Swedish.
    pub title: String,
    /// Folders or archives with the contracts that messages are judged by, relative to the area's folder. None: those
    /// of the target.
    pub packages: Vec<PathBuf>,
    /// Prefixes of the paths in expectations.
    pub namespaces: BTreeMap<String, String>,
    /// The path of one record, for expectations about records (SoapUI's `RecordElementPath`).
    pub records: Option<String>,
    /// Variables that cases may set anew.
    pub variables: Variables,
    /// What every case needs of the target, beside its own needs.
    pub needs: Vec<String>,
    /// The cases, in the order they run.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

/// One test case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Case {
    /// The stable id, for example `1.1.1`: the name of its folder.
    #[serde(skip)]
    pub id: String,
    /// The folder; file names are relative to it.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The title, in Swedish.
    pub title: String,
    /// The heading that the case stands under, in Swedish.
    pub group: String,
    /// The rule it tests, as it is cited.
    pub rule: String,
    /// Numbers of the self-declaration that it answers, for example `TF 1.1.1`.
    pub declaration: Vec<String>,
    /// Persons of the target that it asks about; the first is `${person.…}`, a person named `x` also `${x.…}`.
    pub persons: Vec<String>,
    /// What it needs of the target beside that: variables, `receiver`, `identity.<name>`. A target without it is
    /// told before the run, unless it says that the case does not apply.
    pub needs: Vec<String>,
    /// Variables of the case.
    pub variables: Variables,
    /// What is done, in order. The first step that is not as expected ends the case.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One thing that a case does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// Calls the subject and looks at the answer.
    Call(Call),
    /// Waits for calls at our receiver.
    Receive(Receive),
    /// Calls the subject many times at once.
    Load(Load),
    /// Offers the subject a version of TLS.
    Handshake(Handshake),
    /// Lets the subject call our mock and answers it.
    Answer(Answer),
}

/// A call.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Call {
    /// The file with the request: a whole SOAP envelope.
    pub message: PathBuf,
    /// The URL; the target's address of the subject unless given.
    pub address: Option<String>,
    /// The `SOAPAction` header; that of the contract, read from its WSDL, unless given.
    pub soap_action: Option<String>,
    /// `Content-Type`; `text/xml; charset=UTF-8` unless given.
    pub content_type: Option<String>,
    /// The encoding that the message is sent in: `UTF-8` unless given, or `UTF-16`. The file is always UTF-8.
    pub encoding: Option<String>,
    /// The HTTP method; `POST` unless given.
    pub method: Option<String>,
    /// More HTTP headers.
    pub http_headers: BTreeMap<String, String>,
    /// The identity of the target's `[identities]` to show; the ordinary one unless given.
    pub identity: Option<String>,
    /// Whether the connection itself must be refused, for the reason that the identity stands for: no answer is
    /// expected then, but an alert of TLS.
    pub refused: bool,
    /// What is expected of the answer.
    pub expect: Vec<Verb>,
}

/// Calls that our receiver waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Receive {
    /// How many are expected.
    pub count: usize,
    /// Waits for the given time to its end, and takes another call for a failure.
    pub no_more: bool,
    /// XPath that is true of the calls meant; others are left for another step. That of the case's `${requestId}`
    /// unless given.
    pub select: Option<String>,
    /// Within how many seconds of the step's begin; the target's `lengths.disclosure_seconds` unless given.
    pub within_seconds: Option<u64>,
    /// The file with our answer, sent with HTTP 200; a positive answer of the contract unless given.
    pub answer: Option<PathBuf>,
    /// What is expected of every such call.
    pub expect: Vec<Verb>,
}

impl Default for Receive {
    fn default() -> Self {
        Self {
            count: 1,
            no_more: false,
            select: None,
            within_seconds: None,
            answer: None,
            expect: Vec::new(),
        }
    }
}

/// Many calls.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Load {
    /// The file with the request; `${requestId}` is another in every call.
    pub message: PathBuf,
    /// Which of the target's lengths: `load`, `endurance` or `recovery`. It tells seconds and callers.
    pub length: String,
    /// The longest that 98 calls of 100 may take, in milliseconds.
    pub p98_milliseconds: Option<u64>,
    /// The longest that any call may take, in milliseconds.
    pub longest_milliseconds: Option<u64>,
    /// What is expected of every answer.
    pub expect: Vec<Verb>,
}

/// An offer of TLS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handshake {
    /// The version offered: `1.0`, `1.1`, `1.2` or `1.3`.
    pub version: String,
    /// Whether the subject must take it; refuse it otherwise.
    pub accepted: bool,
}

/// A call of the subject to our mock.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// What the tester is to do, in Swedish; the target's `consumer.trigger` does it when there is one.
    pub instruction: String,
    /// XPath that is true of the calls meant.
    pub select: Option<String>,
    /// How many seconds to wait; the target's `lengths.consumer_seconds` unless given.
    pub within_seconds: Option<u64>,
    /// The file with the answer; a positive answer of the contract unless given.
    pub answer: Option<PathBuf>,
    /// The HTTP status of the answer; 200 unless given.
    pub status: Option<u16>,
    /// How many milliseconds to wait with the answer.
    pub delay_milliseconds: u64,
    /// How many calls are expected.
    pub count: Option<usize>,
    /// What is expected of every call.
    pub expect: Vec<Verb>,
}
