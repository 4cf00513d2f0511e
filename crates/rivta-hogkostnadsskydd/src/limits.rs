/// How much may be open and held at once.
///
/// The memory an asker can be made to use is about `open_requests` × `answers` × `entries` × 200 bytes in
/// the worst case, and a few kilobytes per open request in practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Requests that may wait for answers at once, over all questions. Default 1,000.
    pub open_requests: usize,
    /// Logical addresses one question may name. Default 30; Sweden has 21 regions.
    pub sources: usize,
    /// Disclosures taken for one request, refusals told to its question, and sources the platform may name in its
    /// answer to a national one. Default 60.
    pub answers: usize,
    /// Transactions and exemptions together in one disclosure. Default 5,000.
    pub entries: usize,
    /// Ids of closed requests that are remembered, so that a late disclosure is told from an unknown one.
    /// Ids only, 16 random bytes each. Default 10,000.
    pub remembered_ids: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            open_requests: 1_000,
            sources: 30,
            answers: 60,
            entries: 5_000,
            remembered_ids: 10_000,
        }
    }
}
