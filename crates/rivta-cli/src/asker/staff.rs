//! What staff see beside the resident's page: addresses, times and reasons, as they are.

use rivta_hogkostnadsskydd::summary::{SourceSummary, Summary};

use crate::resident::wording::{padded, wrapped};

const WIDTH: usize = 76;

/// The sources, one by one.
pub(super) fn page(summary: &Summary) -> String {
    let mut page = format!("För personal\n{}\n", "─".repeat(WIDTH));
    page.push_str(&row("Källa", "Tillstånd", "Efter"));
    for source in &summary.sources {
        page.push_str(&of_source(source));
    }
    if summary.no_engagement {
        page.push_str(
            "Plattformen frågade ingen: indexet har inga poster om personen från de senaste tolv månaderna.\n",
        );
    }
    page
}

fn row(address: &str, state: &str, after: &str) -> String {
    format!("{} {} {}\n", padded(address, 36), padded(state, 22), after)
}

fn of_source(source: &SourceSummary) -> String {
    let state = match source.state {
        "answered" if !source.expected => "svarade oombedd",
        "answered" => "svarade",
        "late" => "sen",
        "free_of_charge" => "avgiftsfri",
        _ => "misslyckades",
    };
    let after = format!("{:.1} s", seconds(source.after_ms)).replace('.', ",");
    let mut text = row(&source.source.to_string(), state, &after);
    for region in &source.answered_for {
        text.push_str(&format!("  för {region}\n"));
    }
    for line in source.reason.iter().flat_map(|reason| wrapped(reason, WIDTH - 2)) {
        text.push_str(&format!("  {line}\n"));
    }
    text
}

fn seconds(milliseconds: u64) -> f64 {
    std::time::Duration::from_millis(milliseconds).as_secs_f64()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::NaiveDate;
    use rivta_hogkostnadsskydd::status::SynchFailure;
    use rivta_hogkostnadsskydd::{Ceilings, Failure, Source, SourceReport, SourceState};

    use super::*;

    fn shown(reports: &[SourceReport]) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        page(&Summary::of(today, reports, &Ceilings::default()).unwrap())
    }

    #[test]
    fn reasons_are_shown_as_they_are() {
        let failure = SynchFailure {
            causing_agent: "virtualization_platform".to_owned(),
            code: "504".to_owned(),
            text: "Read timed out".to_owned(),
        };
        let failed = SourceReport {
            after: Duration::from_millis(27_040),
            ..SourceReport::new(Source::new("14"), SourceState::Failed(Failure::NotReached(failure)))
        };
        let stranger = SourceReport {
            expected: false,
            ..SourceReport::new(Source::new("SE5560000009-X"), SourceState::Answered)
        };
        let page = shown(&[failed, stranger])
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        for text in [
            "Västra Götaland (14)",
            "27,0 s",
            "virtualization_platform: 504: Read timed out",
            "oombedd",
        ] {
            assert!(page.contains(text), "{text} in\n{page}");
        }
    }

    #[test]
    fn nobody_asked_is_said() {
        assert!(shown(&[]).contains("indexet har inga poster"));
    }
}
