//! How much of a document is read before it is refused.

/// Limits on one document. Exceeding any of them is a
/// [`DecodeErrorKind::TooLarge`](super::DecodeErrorKind::TooLarge).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document, before and after conversion to UTF-8. Default 15 MiB
    /// (15 728 640), the national platform's own limit.
    pub bytes: usize,
    /// Elements open at once. Default 100; real contracts stay below 30. Decoding a recursive
    /// type uses stack in proportion to it.
    pub depth: usize,
    /// Elements in all. Default 1 000 000.
    pub elements: usize,
    /// Attributes on one element, namespace declarations included. Default 64. Finding one that
    /// stands twice takes time in proportion to its square. Besides, 256 namespace declarations may
    /// be in scope at once.
    pub attributes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 15 * 1024 * 1024,
            depth: 100,
            elements: 1_000_000,
            attributes: 64,
        }
    }
}
