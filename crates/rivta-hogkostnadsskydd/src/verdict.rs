use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesResponseType;

use crate::rules::Breach;

/// How many breaches a result text lists.
const LISTED_BREACHES: usize = 10;

/// What an inbox thinks of a disclosure; see the table in [`inbox`](crate::inbox).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// Taken.
    Accepted,
    /// The same disclosure has already been taken.
    Duplicate,
    /// The question has been closed.
    Late,
    /// No request with this id is known.
    UnknownRequest,
    /// The request id is no UUID, or has an extension.
    MalformedRequestId,
    /// The disclosure breaks rules, at these places.
    BrokenRules(Vec<Breach>),
    /// The disclosure holds too many entries.
    TooLarge,
    /// Too many disclosures came for the request.
    TooMany,
}

impl Verdict {
    /// The `ResultCode` the sender gets.
    pub fn result_code(&self) -> ResultCodeEnum {
        match self {
            Self::Accepted => ResultCodeEnum::Ok,
            Self::Duplicate | Self::Late => ResultCodeEnum::Info,
            _ => ResultCodeEnum::Error,
        }
    }

    /// The text that goes with the code: enough to find the fault, without personal data.
    pub fn text(&self) -> Option<String> {
        let text = match self {
            Self::Accepted => return None,
            Self::Duplicate => "The disclosure had already been received; this one was not used.",
            Self::Late => "The question has been closed; the disclosure came too late and was not used.",
            Self::UnknownRequest => "No request with this requestId is known here; the disclosure was not used.",
            Self::MalformedRequestId => {
                "requestId/root must be the UUID of a request made by this receiver, and requestId/extension absent."
            }
            Self::BrokenRules(breaches) => return Some(broken_rules(breaches)),
            Self::TooLarge => "The disclosure holds more transactions and exemptions than this receiver takes.",
            Self::TooMany => "More disclosures have come for this requestId than this receiver takes.",
        };
        Some(text.to_owned())
    }

    /// The contract's answer.
    pub fn to_contract(&self) -> ProcessExemptionStatusesResponseType {
        ProcessExemptionStatusesResponseType {
            result_code: self.result_code(),
            result_text: self.text(),
            any: Vec::new(),
        }
    }

    /// A word for the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::Late => "late",
            Self::UnknownRequest => "unknown request",
            Self::MalformedRequestId => "malformed request id",
            Self::BrokenRules(_) => "broken rules",
            Self::TooLarge => "too large",
            Self::TooMany => "too many",
        }
    }
}

fn broken_rules(breaches: &[Breach]) -> String {
    let listed: Vec<String> = breaches.iter().take(LISTED_BREACHES).map(ToString::to_string).collect();
    let more = match breaches.len().saturating_sub(LISTED_BREACHES) {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!(
        "The disclosure breaks the contract's rules and was not used. {}{more}",
        listed.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    fn breaches(count: usize) -> Vec<Breach> {
        let breach = |index| Breach {
            rule: Rule::Rule001,
            path: format!("feeExemption[1]/transactions[{index}]/dateOfVisit"),
        };
        (1..=count).map(breach).collect()
    }

    #[test]
    fn every_verdict_but_acceptance_explains_itself() {
        assert_eq!(Verdict::Accepted.text(), None);
        for verdict in [
            Verdict::Duplicate,
            Verdict::Late,
            Verdict::UnknownRequest,
            Verdict::MalformedRequestId,
            Verdict::BrokenRules(breaches(1)),
            Verdict::TooLarge,
            Verdict::TooMany,
        ] {
            assert!(verdict.text().is_some_and(|text| text.len() > 20), "{verdict:?}");
            assert_ne!(verdict.result_code(), ResultCodeEnum::Ok);
        }
    }

    #[test]
    fn broken_rules_are_named_with_id_and_place() {
        let text = Verdict::BrokenRules(breaches(12)).text().unwrap();
        assert!(text.contains("rule001 at feeExemption[1]/transactions[1]/dateOfVisit: dateOfVisit is not"));
        assert!(text.contains("transactions[10]") && !text.contains("transactions[11]"));
        assert!(text.ends_with("(and 2 more)"));
    }
}
