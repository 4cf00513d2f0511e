//! What can be expected of a message: the vocabulary of Inera's suites (`ContentAssertions` and `SoapUI`'s own assertions)
//! as data.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Of which records something is expected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantifier {
    /// Of one at least.
    Any,
    /// Of every one; there must be one.
    #[default]
    All,
}

/// The verbs. A `path` is an XPath 2 evaluated at each record; where the area names no records, the document is the one
/// record. Times are compared as far as both go: `20250101` and
/// `20250101120000` are alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Verb {
    /// A SOAP fault, with HTTP 500.
    Fault {
        /// What its text must hold, if anything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contains: Option<String>,
        /// `Client` or `Server`, if it matters whose fault it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// No SOAP fault.
    NoFault {},
    /// A fault holds a log id (a UUID), and neither a personal number nor anything that the request said of a person.
    FaultWithoutPersonalData {},
    /// The message is valid by the schemas of its contract.
    Schema {},
    /// The message keeps the rules of a Schematron file.
    Schematron {
        /// The file, relative to the case.
        file: PathBuf,
        /// Whether the case's last request stands before it in one document.
        #[serde(default)]
        with_request: bool,
        /// Values for variables of the rules.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        variables: BTreeMap<String, String>,
        /// Ids of the assertions that count; all unless given.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        only: Vec<String>,
    },
    /// `assertSpecificValueInAnyRecord`, `…InAllRecords`.
    Value {
        /// What is looked at.
        path: String,
        /// What it must be.
        equals: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertElementExistsInAnyRecord`, `…InAllRecords`.
    Exists {
        /// What must be there.
        path: String,
        /// In which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertElementExcludedInAnyRecord`, `…InAllRecords`.
    Excluded {
        /// What must not be there.
        path: String,
        /// In which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertExactNumberOfRecords`.
    Records {
        /// How many.
        count: usize,
    },
    /// `assertNonEmptyResponse`: one record at least.
    NonEmpty {},
    /// `assertValidEncoding`: the charsets of `Content-Type` and XML declaration, where present, are UTF-8 or UTF-16 and
    /// agree.
    Encoding {},
    /// `assertTimestampInRange`, `…OutsideRange`.
    Timestamp {
        /// The time.
        path: String,
        /// Not before this.
        from: String,
        /// Not after this.
        to: String,
        /// Whether it must lie outside instead.
        #[serde(default)]
        outside: bool,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertTimestampIsBefore`.
    Before {
        /// The time.
        path: String,
        /// Before this.
        moment: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertTimestampIsAfter`.
    After {
        /// The time.
        path: String,
        /// After this.
        moment: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertPartOfTimeperiodInRange`: the period and the range have something in common. A missing start or end is
    /// open.
    Period {
        /// Where the period starts.
        start: String,
        /// Where it ends.
        end: String,
        /// Where the range starts.
        from: String,
        /// Where the range ends.
        to: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertValidValuesInAllRecords`: every value there is one of these.
    Allowed {
        /// What is looked at.
        path: String,
        /// What it may be.
        values: Vec<String>,
    },
    /// `assertNoForbiddenValueInAnyRecord`: no value there is one of these.
    Forbidden {
        /// What is looked at.
        path: String,
        /// What it may not be.
        values: Vec<String>,
    },
    /// `assertElementStringLengthInAnyRange`: the length of the text in characters.
    Length {
        /// What is looked at.
        path: String,
        /// At least.
        min: usize,
        /// At most.
        max: usize,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertBase64ContentInAnyElement`: base64 that is not empty.
    Base64 {
        /// What is looked at.
        path: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertDocBookContentInAnyElement`: the text is a document of `DocBook`.
    Docbook {
        /// What is looked at.
        path: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertForAnyRecord`, `assertForAllRecords`: an XPath that is true.
    Test {
        /// The XPath.
        test: String,
        /// Of which records.
        #[serde(default, rename = "in")]
        records: Quantifier,
    },
    /// `assertFilteredResponse`: the answer holds just those records of an earlier answer that the oracle keeps.
    Filtered {
        /// The unfiltered answer: the number of the case's call that it came to, from 1.
        unfiltered: usize,
        /// The oracle: an XPath that is true of a record to be kept.
        keep: String,
    },
    /// The HTTP status is one of these.
    Status {
        /// The statuses.
        values: Vec<u16>,
    },
    /// The HTTP status is none of these (`SoapUI`'s Invalid HTTP Status Codes).
    NotStatus {
        /// The statuses.
        values: Vec<u16>,
    },
    /// The answer took no longer (`SoapUI`'s response SLA).
    Within {
        /// In milliseconds.
        milliseconds: u64,
    },
    /// `SoapUI`'s XPath Match: the expression, with its `declare namespace` prolog if it has one, gives this text; of
    /// several values one at least is it.
    Xpath {
        /// The expression.
        expression: String,
        /// The text it must give.
        equals: String,
    },
    /// `SoapUI`'s Contains: the message holds the text.
    Contains {
        /// The text, or a regular expression for the whole message.
        text: String,
        /// Whether it is a regular expression.
        #[serde(default)]
        regex: bool,
        /// Whether case does not matter.
        #[serde(default)]
        ignore_case: bool,
    },
    /// `SoapUI`'s Not Contains.
    NotContains {
        /// The text, or a regular expression for the whole message.
        text: String,
        /// Whether it is a regular expression.
        #[serde(default)]
        regex: bool,
        /// Whether case does not matter.
        #[serde(default)]
        ignore_case: bool,
    },
    /// An HTTP header has this value.
    Header {
        /// Its name.
        name: String,
        /// Its value; any unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        equals: Option<String>,
    },
    /// An HTTP header is not there.
    NoHeader {
        /// Its name.
        name: String,
    },
    /// No element of the message is empty (the third check of Inera's mocks).
    NoEmptyElement {},
}
