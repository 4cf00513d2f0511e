//! The self-declaration for word processors: Office Open XML, `WordprocessingML`.

use std::io::{Cursor, Write};

use maud::{Markup, PreEscaped, html};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Answer, Declaration, Field, Part, Question};
use crate::error::Error;
use crate::report::wording::printable;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Widths of the columns in twentieths of a point: A4 lying, less its margins, is 14 570 wide.
const FIELD_COLUMNS: [u32; 2] = [4_200, 10_370];
const SIGNATURE_COLUMNS: [u32; 3] = [4_856; 3];
const QUESTION_COLUMNS: [u32; 6] = [1_150, 3_620, 1_350, 2_650, 3_400, 2_400];

/// The document, packed.
pub(super) fn docx(declaration: &Declaration) -> Result<Vec<u8>, Error> {
    let parts = [
        ("[Content_Types].xml", include_str!("docx/content_types.xml").to_owned()),
        ("_rels/.rels", include_str!("docx/relationships.xml").to_owned()),
        (
            "word/_rels/document.xml.rels",
            include_str!("docx/document_relationships.xml").to_owned(),
        ),
        ("word/styles.xml", include_str!("docx/styles.xml").to_owned()),
        ("word/footer.xml", include_str!("docx/footer.xml").to_owned()),
        ("word/document.xml", document(declaration)),
    ];
    packed(&parts).map_err(|error| Error::Report {
        what: error.to_string(),
    })
}

fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn document(declaration: &Declaration) -> String {
    html! {
        (PreEscaped(DECLARATION))
        w:document xmlns:w=(MAIN) xmlns:r=(RELATIONSHIPS) {
            w:body {
                (paragraph("Title", &declaration.title))
                (paragraph("Normal", "Förifylld av rivta. Det som är tomt fylls i för hand; det som är ifyllt kan ändras."))
                @for part in &declaration.parts { (part_of(part)) }
                (signature())
                w:sectPr {
                    w:footerReference w:type="default" r:id="footer" {}
                    w:pgSz w:w="16838" w:h="11906" w:orient="landscape" {}
                    w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0" {}
                }
            }
        }
    }
    .into_string()
}

fn part_of(part: &Part) -> Markup {
    html! {
        (paragraph("Heading1", &part.title))
        @if !part.introduction.is_empty() { (paragraph("Normal", &part.introduction)) }
        @if !part.fields.is_empty() { (fields(&part.fields)) (paragraph("Normal", "")) }
        @if !part.questions.is_empty() { (questions(&part.questions)) (paragraph("Normal", "")) }
        @if !part.without_case.is_empty() {
            (paragraph("Small", &format!("Nummer i de nationella sviterna utan fall i denna körning: {}.", part.without_case.join("; "))))
        }
    }
}

/// Where whoever answers for the declaration signs it.
fn signature() -> Markup {
    let cells = |style: &str, texts: [&str; 3]| {
        html! { w:tr { w:trPr { w:cantSplit {} } @for text in texts { (cell(SIGNATURE_COLUMNS[0], style, text)) } } }
    };
    let labels = cells("Label", ["Ort och datum", "Namn och roll", "Underskrift"]);
    table(&SIGNATURE_COLUMNS, [labels, cells("Cell", ["\n\n\n"; 3])].into_iter())
}

fn fields(fields: &[Field]) -> Markup {
    let rows = fields.iter().map(|field| {
        html! { w:tr { (cell(FIELD_COLUMNS[0], "Label", &field.label)) (cell(FIELD_COLUMNS[1], "Cell", &field.value)) } }
    });
    table(&FIELD_COLUMNS, rows)
}

fn questions(questions: &[Question]) -> Markup {
    let titles = [
        "Nummer",
        "Fråga",
        "Svar",
        "Underlag",
        "Beskrivning av avvikelser",
        "Övrig kommentar",
    ];
    let head = html! {
        w:tr {
            w:trPr { w:cantSplit {} w:tblHeader {} }
            @for (width, title) in QUESTION_COLUMNS.into_iter().zip(titles) { (cell(width, "Label", title)) }
        }
    };
    let rows = questions.iter().map(|question| {
        let cells = [
            question.number.clone(),
            question.text.clone(),
            boxes(question.answer),
            question.evidence.join("\n"),
            question.deviations.clone(),
            question.comment.clone(),
        ];
        html! {
            w:tr {
                w:trPr { w:cantSplit {} }
                @for (width, text) in QUESTION_COLUMNS.into_iter().zip(&cells) { (cell(width, "Cell", text)) }
            }
        }
    });
    table(&QUESTION_COLUMNS, std::iter::once(head).chain(rows))
}

/// The boxes of an answer, one of them crossed unless it is answered by hand.
fn boxes(answer: Answer) -> String {
    let choices = [Answer::Yes, Answer::No, Answer::NotRun];
    let lines = choices.map(|choice| {
        let mark = if choice == answer { '☒' } else { '☐' };
        format!("{mark} {}", choice.text())
    });
    lines.join("\n")
}

fn table(widths: &[u32], rows: impl Iterator<Item = Markup>) -> Markup {
    html! {
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="Lines" {}
                w:tblW w:w=(widths.iter().sum::<u32>()) w:type="dxa" {}
                w:tblLayout w:type="fixed" {}
            }
            w:tblGrid { @for width in widths { w:gridCol w:w=(width) {} } }
            @for row in rows { (row) }
        }
    }
}

fn cell(width: u32, style: &str, text: &str) -> Markup {
    html! {
        w:tc {
            w:tcPr { w:tcW w:w=(width) w:type="dxa" {} }
            (paragraph(style, text))
        }
    }
}

fn paragraph(style: &str, text: &str) -> Markup {
    html! {
        w:p {
            w:pPr { w:pStyle w:val=(style) {} }
            w:r {
                @for (index, line) in printable(text).lines().enumerate() {
                    @if index > 0 { w:br {} }
                    w:t xml:space="preserve" { (line) }
                }
            }
        }
    }
}
