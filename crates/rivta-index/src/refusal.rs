//! Why the index refuses a message: the one table of its codes.

use rivta_soap::Fault;

/// The first and the last of two transactions with the same key, counted from 1, and the like, are all that a refusal
/// holds of a message beside addresses: no field of an engagement that could tell of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An HTTP header that every call must have.
    #[error("Mandatory HTTP header {0} is missing\n")]
    MissingHttpHeader(&'static str),
    /// No transaction.
    #[error(
        "EI000: A technical error has occurred, error message: The request contains less than {0} engagements. Minium number of engagements per request is {0}."
    )]
    TooFew(usize),
    /// More transactions than one call may have.
    #[error(
        "EI000: A technical error has occurred, error message: The request contains more than {0} engagements. Maximum number of engagements per request is {0}."
    )]
    TooMany(usize),
    /// A search without what every search must name.
    #[error("EI000: A technical error has occurred, error message: {0} is mandatory but missing")]
    MissingCriterion(&'static str),
    /// The index cannot do it now. Nothing was stored.
    #[error("EI000: A technical error has occurred, error message: {0}")]
    Technical(&'static str),
    /// Two transactions with the same key.
    #[error(
        "EI002: EngagementTransaction #{first} and #{second} have the same key. That is not allowed. See rule for Update-R1 in service contract"
    )]
    SameKey {
        /// Position of the one that came first, from 1.
        first: usize,
        /// Position of the other.
        second: usize,
    },
    /// The call was for another index.
    #[error(
        "EI003: Invalid routing. Logical address is {found} but the owner is {owner}. They must be the same. See rule for Update-R7 in service contract"
    )]
    WrongAddress {
        /// Whom the call was for; `missing` when it did not say.
        found: String,
        /// This index.
        owner: String,
    },
    /// A text field begins or ends with white space.
    #[error(
        "EI004: The payload does not validate, error messge: mandatory field \"{0}\" contains white space in beginning or end"
    )]
    WhiteSpace(&'static str),
    /// A field that must be there is not.
    #[error("EI004: The payload does not validate, error messge: mandatory field \"{0}\" is missing")]
    MissingField(&'static str),
    /// A field is longer than the index can keep.
    #[error("EI004: The payload does not validate, error messge: Field \"{0}\" is to long")]
    TooLong(&'static str),
    /// One of the times that only an index sets is no moment.
    #[error(
        "EI004: The payload does not validate, error messge: Field \"{0}\": Input date is not according to expected format \"YYYYMMDDhhmmss\""
    )]
    BadTime(&'static str),
    /// `mostRecentContent` is no moment. The incumbent has no code for it.
    #[error("Input date is not according to expected format \"YYYYMMDDhhmmss\"")]
    BadContentTime,
    /// The platform's own address as an engagement's.
    #[error(
        "EI005: The logicalAddress in EngagementTransaction #{position} is reserved and not allowed, hsa-id: {address}"
    )]
    ReservedAddress {
        /// Position of the transaction, from 1.
        position: usize,
        /// The address.
        address: String,
    },
    /// The platform's own address as an engagement's source.
    #[error(
        "EI006: The sourceSystem in EngagementTransaction #{position} is reserved and not allowed, hsa-id: {address}"
    )]
    ReservedSource {
        /// Position of the transaction, from 1.
        position: usize,
        /// The source.
        address: String,
    },
}

impl Refusal {
    /// What the contract's description would have as the comment of `ResultCode` `ERROR`; `None` for a technical error.
    pub(crate) fn comment(&self) -> Option<String> {
        match self {
            Self::MissingHttpHeader(_)
            | Self::TooFew(_)
            | Self::TooMany(_)
            | Self::MissingCriterion(_)
            | Self::Technical(_) => None,
            Self::SameKey { first, second } => Some(format!(
                "EngagementTransaction {first} and {second} have the same unique key. Duplicates are not allowed."
            )),
            logical => Some(logical.to_string()),
        }
    }

    /// The code in the text, such as `EI002`; without one, what kind of refusal it is.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::MissingHttpHeader(_) => "header",
            Self::TooFew(_) | Self::TooMany(_) | Self::MissingCriterion(_) | Self::Technical(_) => "EI000",
            Self::SameKey { .. } => "EI002",
            Self::WrongAddress { .. } => "EI003",
            Self::WhiteSpace(_) | Self::MissingField(_) | Self::TooLong(_) | Self::BadTime(_) => "EI004",
            Self::ReservedAddress { .. } => "EI005",
            Self::ReservedSource { .. } => "EI006",
            Self::BadContentTime => "date",
        }
    }
}

impl From<Refusal> for Fault {
    /// The incumbent's form: `soap:Server` whoever is to blame, the text with its code, no detail of its own.
    fn from(refusal: Refusal) -> Self {
        Fault::server(refusal.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn what_is_technical_has_no_comment_and_so_is_a_fault_in_either_form() {
        for technical in [
            Refusal::MissingHttpHeader("h"),
            Refusal::TooFew(1),
            Refusal::TooMany(1000),
            Refusal::MissingCriterion("f"),
            Refusal::Technical("t"),
        ] {
            assert_eq!(technical.comment(), None, "{technical}");
        }
        let logical = Refusal::MissingField("owner");
        assert_eq!(logical.comment(), Some(logical.to_string()));
        let same = Refusal::SameKey { first: 1, second: 3 };
        assert!(
            same.comment()
                .is_some_and(|comment| comment.starts_with("EngagementTransaction 1 and 3 have"))
        );
    }
}
