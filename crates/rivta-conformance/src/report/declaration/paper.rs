//! The self-declaration as a page: what is filled in can be changed, what is empty filled in, and it is printed as it
//! stands.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Answer, Declaration, Field, Part, Question};
use crate::report::page::{POLICY, STYLE};
use crate::report::wording::{or_dash, printable};

/// The page.
pub(super) fn page(declaration: &Declaration) -> String {
    html! {
        (DOCTYPE)
        html lang="sv" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (declaration.title) }
                style { (PreEscaped(STYLE)) }
            }
            body class="declaration" {
                header {
                    p class="kind" { "RIV-TA" }
                    h1 { (declaration.title) }
                    p class="lead" {
                        "Förifylld av rivta. Det som är tomt fylls i för hand; det som är ifyllt kan ändras, direkt på sidan före \
                         utskrift eller i "
                        a href="sjalvdeklaration.docx" { "dokumentet" } "."
                    }
                }
                main {
                    @for (index, part) in declaration.parts.iter().enumerate() { (part_of(part, index)) }
                    section class="signature" aria-label="Underskrift" {
                        (field("Ort och datum", "")) (field("Namn och roll", "")) (field("Underskrift", ""))
                    }
                }
            }
        }
    }
    .into_string()
}

fn part_of(part: &Part, index: usize) -> Markup {
    html! {
        section aria-labelledby=(format!("part-{index}")) {
            h2 id=(format!("part-{index}")) { (part.title) }
            @if !part.introduction.is_empty() { p class="lead" { (part.introduction) } }
            @if !part.fields.is_empty() {
                div class="fields" { @for Field { label, value } in &part.fields { (field(label, value)) } }
            }
            @if !part.questions.is_empty() { (questions(part, index)) }
            @if !part.without_case.is_empty() {
                details class="without-case" {
                    summary { (part.without_case.len()) " nummer i de nationella sviterna utan fall i denna körning" }
                    ul { @for number in &part.without_case { li { (number) } } }
                }
            }
        }
    }
}

fn field(label: &str, value: &str) -> Markup {
    html! {
        div class="field" {
            span class="label" { (label) }
            (text_box(label, value))
        }
    }
}

/// Text that can be written on the page, and that is printed whole, as the text area of a form is not.
fn text_box(label: &str, value: &str) -> Markup {
    html! {
        div class="text" contenteditable="plaintext-only" role="textbox" aria-multiline="true" aria-label=(label) { (printable(value)) }
    }
}

fn questions(part: &Part, index: usize) -> Markup {
    html! {
        table class="questions" {
            caption class="unseen" { "Frågor i del " (part.title) }
            thead {
                tr {
                    th scope="col" { "Nummer" } th scope="col" { "Fråga" } th scope="col" { "Svar" }
                    th scope="col" { "Underlag" } th scope="col" { "Avvikelser" } th scope="col" { "Kommentar" }
                }
            }
            tbody {
                @for (row, question) in part.questions.iter().enumerate() { (one_question(question, &format!("answer-{index}-{row}"))) }
            }
        }
    }
}

fn one_question(question: &Question, group: &str) -> Markup {
    let named = format!("{} {}", question.number, question.text);
    html! {
        tr {
            th scope="row" { (printable(or_dash(&question.number))) }
            td { (printable(&question.text)) }
            td class="answer" {
                fieldset {
                    legend class="unseen" { "Svar på " (printable(named.trim())) }
                    @for choice in [Answer::Yes, Answer::No, Answer::NotRun] {
                        label { input type="radio" name=(group) checked[choice == question.answer]; (choice.text()) }
                    }
                }
            }
            td class="files" {
                @for path in &question.evidence {
                    a href=(path) { (path.strip_prefix("underlag/").unwrap_or(path)) } " "
                }
            }
            td { (text_box(&format!("Avvikelser, {}", named.trim()), &question.deviations)) }
            td { (text_box(&format!("Kommentar, {}", named.trim()), &question.comment)) }
        }
    }
}
