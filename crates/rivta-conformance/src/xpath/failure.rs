//! Errors of evaluation.

/// The code for what no standard has one for.
const LIMIT: &str = "limit";

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The standard's code.
    pub(crate) code: &'static str,
    /// What happened, without the values it happened to: they may be personal.
    pub(crate) what: String,
}

impl Failure {
    pub(super) fn new(code: &'static str, what: impl Into<String>) -> Self {
        Self {
            code,
            what: what.into(),
        }
    }

    /// A value has the wrong type.
    pub(super) fn wrong_type(what: impl Into<String>) -> Self {
        Self::new("XPTY0004", what)
    }

    /// A text is not of the type it is cast to.
    pub(super) fn cast(to: &str) -> Self {
        Self::new("FORG0001", format!("a value is not a valid {to}"))
    }

    /// Judging takes more work than allowed.
    pub(super) fn limit() -> Self {
        Self::new(LIMIT, "judging this message takes more steps than allowed")
    }

    pub(super) fn is_limit(&self) -> bool {
        self.code == LIMIT
    }

    /// A number became too large.
    pub(super) fn overflow() -> Self {
        Self::new("FOAR0002", "a number is too large")
    }
}

pub(super) type Outcome<T> = Result<T, Failure>;
