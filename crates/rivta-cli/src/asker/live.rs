//! How it goes while the answers come, one line for each source.

use rivta_hogkostnadsskydd::{Question, Source, SourceState};

/// The table as it is now.
pub(super) fn table(question: &Question) -> String {
    let sources: Vec<_> = question.sources().collect();
    let settled = sources.iter().filter(|(_, state)| state.is_settled()).count();
    let mut table = format!("Frågar … {settled} av {} klara", sources.len());
    for (source, state) in sources {
        let (mark, text) = told(source, state);
        table.push_str(&format!("\n  {mark} {source}: {text}"));
    }
    table
}

fn told(source: &Source, state: &SourceState) -> (&'static str, &'static str) {
    match state {
        SourceState::Asked if source.is_national() => (" ", "tar reda på vilka regioner som har uppgifter"),
        SourceState::Asked => (" ", "frågan är på väg"),
        SourceState::Accepted => ("…", "väntar på svar"),
        SourceState::Answered => ("✓", "har svarat"),
        SourceState::Late => ("…", "har inte svarat i tid"),
        SourceState::Free { .. } => ("✓", "tar ingen avgift"),
        _ => ("✗", "kunde inte svara"),
    }
}
