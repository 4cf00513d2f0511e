//! The reference page of refusals, printed from the table.

use std::fmt::Write as _;

use http::StatusCode;

use super::{ProducerFailure, ReadProblem, Refusal, STATUS, SenderProblem, Side, TABLE, Uncoded};

const HEAD: &str = "\
# Faults of the router

<!-- Printed from the table in rivta-router (refusal/table.rs) by `make generate`; a test holds this page to it. -->

Each fault is a SOAP 1.1 fault in UTF-8. `faultstring` is the code, the platform's name in brackets and the text of the
table; `detail/detailString` is the detail. People and systems match on the code.

| code | faultcode | the caller is told | detail | what it means, and who mends it |
| --- | --- | --- | --- | --- |
";

const DETAILS: &str = "
`%s` stands for what is particular to the call:

| code | detail in full |
| --- | --- |
";

const UNCODED: &str = "
## Faults without a code

What the incumbent lets through as a bare exception. The faultcode is `Server`, the text has no code, and the log says
VP009.

| `faultstring` | detail |
| --- | --- |
";

const ORDER: &str = "
## Order of checks

A call with several mistakes is told of one: VP011, VP002, VP014, VP015, VP013, VP008, VP003, then VP004, VP006 or VP010,
VP007, VP001, VP005 or VP012, and VP009 last. So a call with neither route nor permission gets VP004, and whether the
profile fits is told only to those who may call.
";

/// The page in Markdown.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for row in &TABLE {
        let side = match row.side {
            Side::Client => "Client",
            Side::Server => "Server",
        };
        let cells = [row.code.as_str(), side, row.caller, &quoted(row.detail), row.operator];
        line(&mut page, &cells);
    }
    page.push_str(DETAILS);
    for refusal in examples() {
        line(&mut page, &[refusal.logged_code().as_str(), &quoted(&refusal.detail())]);
    }
    page.push_str(UNCODED);
    for uncoded in uncoded() {
        let refusal = Refusal::Uncoded(uncoded);
        let fault = refusal.to_fault("");
        line(&mut page, &[&quoted(&fault.string), &quoted(&refusal.detail())]);
    }
    page.push_str(ORDER);
    page.push_str(&format!("\nThe HTTP status of every one is {}.\n", STATUS.as_u16()));
    page
}

fn line(page: &mut String, cells: &[&str]) {
    // Writing to a string does not fail.
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    format!("`{}`", text.replace('\n', " ⏎ ").replace('|', "\\|"))
}

/// One refusal of each way in which a detail is made.
fn examples() -> Vec<Refusal> {
    let header = || "x-vp-auth-cert".to_owned();
    let sender = [
        SenderProblem::NotInCertificate(Some("CN=name, C=SE".to_owned())),
        SenderProblem::HeaderMissing(header()),
        SenderProblem::HeaderOfUnknownKind(header()),
        SenderProblem::HeaderUndecodable(header()),
        SenderProblem::NotInHeader,
    ];
    let read = [
        ReadProblem::Parser("what the parser said, without quoting the message".to_owned()),
        ReadProblem::NoEnvelopeInMultipart,
    ];
    let producer = producer_failures().into_iter().map(|failure| Refusal::ProducerFailed {
        address: "https://producer.example/a".to_owned(),
        failure,
    });
    let sender = sender.into_iter().map(Refusal::SenderUnknown);
    sender
        .chain(producer)
        .chain(read.into_iter().map(Refusal::Unreadable))
        .collect()
}

fn producer_failures() -> Vec<ProducerFailure> {
    let url = || "https://producer.example/a".to_owned();
    vec![
        ProducerFailure::EmptyAnswer(StatusCode::OK),
        ProducerFailure::Status {
            status: StatusCode::NOT_FOUND,
            url: url(),
            location: None,
        },
        ProducerFailure::Status {
            status: StatusCode::FOUND,
            url: url(),
            location: Some("/elsewhere".to_owned()),
        },
        ProducerFailure::Connect("producer.example:443".to_owned()),
        ProducerFailure::Reset,
        ProducerFailure::Silence,
        ProducerFailure::Tls("what was wrong, and on whose side".to_owned()),
        ProducerFailure::Connection("what was said of it".to_owned()),
    ]
}

fn uncoded() -> Vec<Uncoded> {
    vec![
        Uncoded::AddressIsNoUrl("producer.example".to_owned()),
        Uncoded::AddressIsNoText("what the parser said".to_owned()),
        Uncoded::NoAnswer("producer.example:443".to_owned()),
        Uncoded::SchemaMissing("unknown.xsd".to_owned()),
        Uncoded::DescriptionBroken("vp/path/of/the/contract".to_owned()),
        Uncoded::SenderIsNoText,
        Uncoded::NotRecoded("what the parser said".to_owned()),
    ]
}
