//! The form of a producer.

use std::time::Duration;

use super::answer::Run;
use super::number::Chapter;
use super::{Answer, Field, Part, Question};
use crate::outcome::{Outcome, Verdict};
use crate::report::wording;

/// The longest that an answer may ever take by the national service levels.
const LONGEST: Duration = Duration::from_secs(27);

/// The parts, in the order of Inera's form.
pub(super) fn parts(run: &Run<'_>) -> Vec<Part> {
    let mut parts = vec![
        subject(run.outcome, "Tjänsteproducent"),
        run.chapter(
            Chapter::Functionality,
            "2 Funktionalitet och felhantering",
            "Ett ja betyder att alla fall bakom numret är godkända. Att felmeddelanden saknar personuppgifter kontrolleras \
             också för hand i underlaget.",
        ),
        run.chapter(Chapter::Delivery, "3 Informationsleverans", "Teckenkodning, innehåll och åtkomst."),
        run.chapter(
            Chapter::EngagementIndex,
            "4 Engagemangsindex",
            "Indexposternas innehåll, och hur ofta och hur snart de skickas.",
        ),
        service_levels(run),
        suite(run.outcome),
    ];
    if let Some(delivery) = parts.get_mut(2) {
        let mapping = "Informationsmappningen är gjord och godkänd av informatiker";
        delivery.questions.push(Question::plain(mapping, Answer::Open, ""));
    }
    let other = run.chapter(Chapter::Other, "Övriga testnummer", "");
    if !other.questions.is_empty() {
        parts.push(other);
    }
    parts
}

/// What was judged.
pub(super) fn subject(outcome: &Outcome, role: &str) -> Part {
    let subject = &outcome.subject;
    Part {
        title: "1 Verifieringsobjekt".to_owned(),
        fields: vec![
            Field::new("Organisation", &subject.organisation),
            Field::new(&format!("{role}: produkt"), &subject.product),
            Field::new(&format!("{role}: version"), &subject.version),
            Field::new("Källsystem", &subject.source_system),
            Field::new("Tjänstekontrakt och version", &subject.contract),
            Field::new("Miljö", &subject.environment),
            Field::new("Kontaktperson", &subject.contact),
            Field::new("Testerna kördes", wording::moment(outcome.started)),
        ],
        ..Part::default()
    }
}

fn service_levels(run: &Run<'_>) -> Part {
    let mut part = run.chapter(
        Chapter::ServiceLevels,
        "5 Servicenivåer",
        "Svarstiderna är mätta hos den som testade, med nätet inräknat.",
    );
    let mut times: Vec<Duration> = answered(run.outcome).collect();
    times.sort_unstable();
    if let Some(longest) = times.last() {
        let p95 = times
            .get((times.len() * 95).div_ceil(100).saturating_sub(1))
            .unwrap_or(longest);
        part.fields = vec![
            Field::new("Antal anrop i underlaget", times.len().to_string()),
            Field::new("Svarstid, 95 av 100 anrop", wording::duration(*p95)),
            Field::new("Längsta svarstid", wording::duration(*longest)),
        ];
    }
    let always = match times.last() {
        None => Answer::NotRun,
        Some(longest) if *longest <= LONGEST => Answer::Yes,
        Some(_) => Answer::No,
    };
    part.questions.extend([
        Question::plain("Svar inom 27 sekunder, alltid", always, "Under denna körning."),
        Question::plain("Tillgänglighet 99,5 procent", Answer::Open, ""),
        Question::plain("Klarar dubbla den beräknade lasten", Answer::Open, ""),
    ]);
    part
}

/// How long the system took for each call that it answered, or that was not answered in time.
fn answered(outcome: &Outcome) -> impl Iterator<Item = Duration> + '_ {
    let exchanges = outcome.cases.iter().flat_map(|case| &case.exchanges);
    exchanges
        .filter(|exchange| {
            exchange.from.starts_with("rivta") && (!exchange.response_headers.is_empty() || exchange.elapsed > LONGEST)
        })
        .map(|exchange| exchange.elapsed)
}

/// The suite that was followed, and what came of it.
pub(super) fn suite(outcome: &Outcome) -> Part {
    let red = outcome.cases.iter().filter(|case| case.verdict.is_red()).count();
    let known = known(outcome);
    let unexpected = if red > 0 { Answer::Yes } else { Answer::No };
    let schema = if red + known.lines().count() > 0 {
        Answer::Open
    } else {
        Answer::No
    };
    let mut areas: Vec<&str> = outcome.cases.iter().map(|case| case.area.as_str()).collect();
    areas.dedup();
    Part {
        title: "6 Testsvit och resultat".to_owned(),
        fields: vec![
            Field::new(
                "Testsvit, med version av domänen",
                format!("{} ({})", outcome.subject.contract, areas.join(", ")),
            ),
            Field::new("Resultat", wording::conclusion(outcome)),
            Field::new("Kända avvikelser, accepterade eller nya", known),
            Field::new("Datum", outcome.started.format("%Y-%m-%d").to_string()),
            Field::new("Kontakt", &outcome.subject.contact),
        ],
        questions: vec![
            Question::plain("Oväntade resultat förekom", unexpected, format!("{red} fall.")),
            Question::plain(
                "Avvikelser från schema eller Schematron förekom",
                schema,
                "Se avvikelserna vid testnumren.",
            ),
            Question::plain(
                "Resultatfiler är bifogade",
                Answer::Yes,
                "rapport.html, rapport.json, junit.xml och mappen underlag",
            ),
        ],
        ..Part::default()
    }
}

fn known(outcome: &Outcome) -> String {
    let known = outcome
        .cases
        .iter()
        .filter(|case| case.verdict == Verdict::KnownDeviation);
    let lines = known.map(|case| {
        let reasons: Vec<&str> = case.findings.iter().map(|finding| finding.text.as_str()).collect();
        format!("{} {}: {}", case.id, case.title, reasons.join("; "))
    });
    lines.collect::<Vec<_>>().join("\n")
}
