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
//! moved by days, and `${today}` and `${today+30d}`, as `YYYYMMDD`. A variable may refer to others. In a message,
//! `${4000*<a>}` is a text so many times.

mod expansion;
mod folder;
mod verb;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use expansion::{Expansion, Variables};
pub use folder::{read_area, read_areas};
pub(crate) use folder::{text_file, toml_file};
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
    /// The path of one record, for expectations about records (`SoapUI`'s `RecordElementPath`).
    pub records: Option<String>,
    /// Variables that cases may set anew.
    pub variables: Variables,
    /// What every case needs of the target, beside its own needs.
    pub needs: Vec<String>,
    /// How our receiver answers.
    pub mock: Mock,
    /// The cases, in the order they run.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

/// How our receiver answers the subject's calls, as Inera's mocks do: it checks the request against the schemas, then by
/// Schematron, then for empty elements; the first check that fails makes a SOAP fault with the texts. What passes gets
/// the canned answer that the HTTP header `x-mock-response` names, else that of the person asked about, else that of the
/// payload's name, else `DefaultResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mock {
    /// Whether requests are checked at all.
    pub checks: bool,
    /// Files with the Schematron rules that requests must keep, relative to the area's folder; all are tried.
    pub constraints: Vec<PathBuf>,
    /// Canned answers by name: files with whole envelopes, relative to the area's folder.
    pub answers: BTreeMap<String, PathBuf>,
    /// The names of answers by the extension of `patientId` in the request.
    pub by_person: BTreeMap<String, String>,
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
    /// Why it cannot pass as it is given, if so: it fails with this text. Cases of published suites have one when
    /// `data.xml` does not know them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// What the case was made from checks beside this, and this does not: it stands in the report. A case in which
    /// nothing is left that could fail is not run.
    pub untested: Vec<String>,
    /// Variables of the case.
    pub variables: Variables,
    /// What is done, in order. The first step that is not as expected ends the case.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

impl Case {
    /// Why the case cannot be run, if nothing is left of it that could fail.
    pub(crate) fn is_hollow(&self) -> Option<String> {
        let can_fail = |step: &Step| match step {
            Step::Call(call) => call.refused || !call.expect.is_empty(),
            Step::Receive(_) | Step::Load(_) | Step::Handshake(_) => true,
        };
        let hollow = self.failure.is_none() && !self.steps.iter().any(can_fail);
        hollow.then(|| {
            let reasons = self.untested.iter().map(String::as_str);
            let all: Vec<&str> = std::iter::once("inget av fallet kan prövas").chain(reasons).collect();
            all.join("; ")
        })
    }
}

/// One thing that a case does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// Calls the subject and looks at the answer.
    Call(Call),
    /// Waits for the subject to call our receiver.
    Receive(Receive),
    /// Calls the subject many times at once.
    Load(Load),
    /// Offers the subject a version of TLS.
    Handshake(Handshake),
}

/// A call.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Call {
    /// The file with the request: a whole SOAP envelope.
    pub message: PathBuf,
    /// The URL; `${address}` unless given. One that ends with `/` is completed by convention with the contract's path.
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
    /// The identity of the target's `[identities]` to show, or `none`; the ordinary one unless given.
    pub identity: Option<String>,
    /// Whether the connection itself must be refused, for the reason that the identity stands for: no answer is
    /// expected then, but an alert of TLS.
    pub refused: bool,
    /// Whether the other side may break off the connection instead of answering, as it may when a request is too large.
    pub may_break_off: bool,
    /// Variables for the steps that follow, by name, and the XPath of their value in the answer.
    pub capture: Variables,
    /// What is expected of the answer.
    pub expect: Vec<Verb>,
}

/// Calls that our receiver waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Receive {
    /// How many are expected; one more is a failure. None: the time is waited to its end, and a call is a failure.
    pub count: usize,
    /// XPath that is true of the calls meant; others are left for another step. Unless given, those that hold the case's
    /// `${requestId}` as an element.
    pub select: Option<String>,
    /// Within how many seconds of the step's begin; unless given the target's `lengths.disclosure_seconds`, with an
    /// instruction `consumer_seconds`, and `silence_seconds` for what must not come.
    pub within_seconds: Option<u64>,
    /// What the tester is to make the subject do, in Swedish, unless the target has a command that does it.
    pub instruction: Option<String>,
    /// The name of that command among the target's `triggers`; the area's name unless given.
    pub trigger: Option<String>,
    /// The file with our answer; that of the area's mock unless given.
    pub answer: Option<PathBuf>,
    /// The HTTP status of our answer; 200 unless given.
    pub status: Option<u16>,
    /// How many milliseconds we wait with our answer.
    pub delay_milliseconds: u64,
    /// Variables for the steps that follow, by name, and the XPath of their value in the first such call.
    pub capture: Variables,
    /// What is expected of every such call.
    pub expect: Vec<Verb>,
}

impl Default for Receive {
    fn default() -> Self {
        Self {
            count: 1,
            select: None,
            within_seconds: None,
            instruction: None,
            trigger: None,
            answer: None,
            status: None,
            delay_milliseconds: 0,
            capture: Variables::new(),
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
    /// How many milliseconds each caller rests between its calls; as the target says unless given.
    pub pause_milliseconds: Option<u64>,
    /// Whether 98 calls of 100 must be answered within the target's `lengths.p98_milliseconds`.
    pub p98: bool,
    /// The longest that any call may take, in milliseconds.
    pub longest_milliseconds: Option<u64>,
    /// Whether every call leads to one call at our receiver.
    pub received: bool,
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
