//! The form of a consumer.

use std::time::Duration;

use super::answer::Run;
use super::number::Chapter;
use super::producer::{subject, suite};
use super::sent::Sent;
use super::{Answer, Field, Part, Question};
use crate::report::wording;

/// The shortest time between two attempts at the same call, by rule 22 of the profile.
const RETRY: Duration = Duration::from_mins(5);

/// The parts, in the order of Inera's form.
pub(super) fn parts(run: &Run<'_>, sent: &Sent) -> Vec<Part> {
    let mut parts = vec![subject(run.outcome, "Tjänstekonsument"), content(sent)];
    let chapters = [
        (Chapter::Functionality, "3 Testnummer: funktionalitet"),
        (Chapter::Delivery, "4 Testnummer: information"),
        (Chapter::Other, "Övriga testnummer"),
    ];
    for (chapter, title) in chapters {
        let part = run.chapter(chapter, title, "");
        if !part.questions.is_empty() {
            parts.push(Part {
                without_case: Vec::new(),
                ..part
            });
        }
    }
    parts.extend([calls(sent), suite(run.outcome)]);
    parts
}

fn content(sent: &Sent) -> Part {
    let mut questions: Vec<Question> = Vec::new();
    for (kind, calls) in &sent.kinds {
        let (answer, comment) = match calls {
            0 => (Answer::NotRun, "Stod inte i något anrop i ett godkänt fall.".to_owned()),
            1 => (Answer::Yes, "Stod i 1 anrop.".to_owned()),
            calls => (Answer::Yes, format!("Stod i {calls} anrop.")),
        };
        questions.push(Question::plain(
            &format!("{kind} har skickats utan valideringsfel"),
            answer,
            comment,
        ));
    }
    questions.push(Question::plain(
        "Test över nationella tjänsteplattformen är gjort",
        Answer::Open,
        "",
    ));
    Part {
        title: "2 Vad konsumenten skickar".to_owned(),
        introduction:
            "Ja betyder att uppgiften stod i ett anrop som klarade schema, Schematron och kontrollen av tomma element."
                .to_owned(),
        questions,
        ..Part::default()
    }
}

fn calls(sent: &Sent) -> Part {
    let (retry, comment) = match sent.repeated_after {
        None => (Answer::Open, "Inget anrop upprepades under körningen.".to_owned()),
        Some(after) if after >= RETRY => (Answer::Yes, format!("Kortast efter {}.", wording::duration(after))),
        Some(after) => (
            Answer::No,
            format!("Ett likadant anrop kom efter {}.", wording::duration(after)),
        ),
    };
    Part {
        title: "5 Anropsmönster och felhantering".to_owned(),
        fields: vec![
            Field::new("Antal anrop under körningen", sent.calls.to_string()),
            Field::new("Flest anrop på en minut", sent.in_a_minute.to_string()),
            Field::new("Beräknat antal anrop i drift, medel och högst", ""),
        ],
        questions: vec![
            Question::plain(
                "Samma anrop upprepas inte oftare än var femte minut (regel 22)",
                retry,
                comment,
            ),
            Question::plain("Svaret ERROR hanteras och visas för användaren", Answer::Open, ""),
        ],
        ..Part::default()
    }
}
