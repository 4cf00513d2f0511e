//! The trail of a decision: what was looked up, in order.

use std::fmt;

/// One step of a [`Trail`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrailStep {
    /// This receiver was looked up.
    Receiver(Box<str>),
    /// From here on the receivers are parts of an old-style `A#B` address.
    Leaf,
    /// From here on the receivers are ancestors in the HSA organisation tree.
    Parent,
    /// From here on the receiver is the default receiver `*`.
    Default,
    /// The look-up ended because the old-style address is not allowed for this caller or contract.
    InvalidParameters,
}

/// The receivers that were looked up for a decision, in the notation of the platform's logs
/// (`routerVagvalTrace`, `routerBehorighetTrace`).
///
/// Printed, the steps stand with commas between them, for instance `SE1,(parent),SE2,(default),*`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    steps: Vec<TrailStep>,
}

impl Trail {
    /// The steps in the order they were taken.
    pub fn steps(&self) -> &[TrailStep] {
        &self.steps
    }

    pub(crate) fn push(&mut self, step: TrailStep) {
        self.steps.push(step);
    }
}

impl FromIterator<TrailStep> for Trail {
    fn from_iter<I: IntoIterator<Item = TrailStep>>(steps: I) -> Self {
        Self {
            steps: steps.into_iter().collect(),
        }
    }
}

impl TrailStep {
    /// The step in the notation of the platform's logs.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Receiver(receiver) => receiver,
            Self::Leaf => "(leaf)",
            Self::Parent => "(parent)",
            Self::Default => "(default)",
            Self::InvalidParameters => "Invalid parameters",
        }
    }
}

impl fmt::Display for TrailStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for Trail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            if position > 0 {
                formatter.write_str(",")?;
            }
            step.fmt(formatter)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Trail, TrailStep};

    #[test]
    fn a_trail_prints_as_the_platform_logs_it() {
        let receiver = |name: &str| TrailStep::Receiver(name.into());
        let climbed: Trail = [
            receiver("AnyReceiver"),
            TrailStep::Parent,
            receiver("SE"),
            TrailStep::Default,
            receiver("*"),
        ]
        .into_iter()
        .collect();
        assert_eq!(climbed.to_string(), "AnyReceiver,(parent),SE,(default),*");
        let old_style: Trail = [TrailStep::Leaf, TrailStep::InvalidParameters].into_iter().collect();
        assert_eq!(old_style.to_string(), "(leaf),Invalid parameters");
        let exact: Trail = [receiver("HttpProducer")].into_iter().collect();
        assert_eq!(exact.to_string(), "HttpProducer");
        assert_eq!(Trail::default().to_string(), "");
    }
}
