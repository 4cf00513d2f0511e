use rivta_soap::identity::LogicalAddress;

/// Why a question was not asked. Nothing has been sent when one of these is returned, and none holds
/// personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Open care is free for the person at every source asked, so there is no high-cost protection to ask for.
    #[error(
        "the person is under {free_below}: open care is free of charge, and the high-cost protection is not asked for children"
    )]
    Child {
        /// The age from which open care costs something.
        free_below: u32,
    },
    /// A local reserve id only means something to the system that gave it.
    #[error(
        "a local reserve id cannot be asked for at the national address {}; ask the system that gave it directly",
        LogicalAddress::NATIONAL
    )]
    LocalIdentityNationally,
    /// The national address asks every region that knows the person, so that others beside it would be asked, and
    /// their fees counted, twice.
    #[error(
        "the national address {} stands for every region that knows the person; ask there, or the regions one by one",
        LogicalAddress::NATIONAL
    )]
    NationalAmongOthers,
    /// A citizen may only ask about themself; for someone else there is the guardian.
    #[error("a citizen may only ask about their own personnummer; ask as guardian or care giver instead")]
    CitizenAsksForAnother,
    /// The question names no source.
    #[error("the question names no logical address to ask")]
    NoSource,
    /// The same source is named twice.
    #[error("the question names the logical address {0} twice")]
    RepeatedSource(LogicalAddress),
    /// The question names more sources than [`Limits::sources`](crate::Limits::sources).
    #[error("the question names {asked} logical addresses, more than the {limit} allowed")]
    TooManySources {
        /// How many it names.
        asked: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// More requests are waiting for answers than [`Limits::open_requests`](crate::Limits::open_requests).
    #[error("{limit} requests are already waiting for answers; try again when some are done")]
    TooManyOpenRequests {
        /// How many may wait.
        limit: usize,
    },
    /// The id source gave an id that is already waiting for an answer.
    #[error("the id source gave a request id that is in use; every request needs a fresh UUID")]
    RepeatedRequestId,
    /// The program asked from outside the runtime the consumer needs.
    #[error("a question can only be asked within a tokio runtime")]
    NoRuntime,
    /// No ceiling is known for the date of the summary.
    #[error("no ceiling of the high-cost protection is known for {0}; add it to the table of ceilings")]
    NoCeiling(chrono::NaiveDate),
}
