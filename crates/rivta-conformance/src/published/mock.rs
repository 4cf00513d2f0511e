//! Mock services of a project, as an area with one case: the consumer calls, and every call must pass the mock's checks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

use super::{Suite, name_of};
use crate::case::{Area, Case, Mock, Receive, Step, Verb};
use crate::error::Error;
use crate::file;
use crate::soapui::{Loss, project};

/// Folders of published mocks end so.
const MOCK: &str = "Mock";

/// The area of a project's mock services, none when it has none; beside it what the mocks do and the area does not.
pub(super) fn area(suite: &Suite, work: &Path) -> Result<(Option<Area>, Vec<Loss>), Error> {
    let (answers, told) = project::parse(&suite.project, |document| Ok((answers(document), scripted(document))))?;
    if answers.is_empty() {
        return Ok((None, Vec::new()));
    }
    let name = format!("{}{MOCK}", name_of(work).trim_end_matches(MOCK));
    let folder = work.join(&name);
    let mut named = BTreeMap::new();
    for (index, (answer, text)) in answers.iter().enumerate() {
        let file = format!("answer-{}.xml", index + 1);
        // A template of the mock's own script language would stand for nothing here.
        file::write(&folder.join(&file), text.replace("${", "$ {").as_bytes())?;
        named.insert(answer.clone(), PathBuf::from(file));
    }
    if let Some((_, first)) = answers.first().filter(|_| !named.contains_key("DefaultResponse")) {
        file::write(
            &folder.join("answer-default.xml"),
            first.replace("${", "$ {").as_bytes(),
        )?;
        named.insert("DefaultResponse".to_owned(), PathBuf::from("answer-default.xml"));
    }
    let mut constraints = Vec::new();
    for (index, (_, rules)) in suite.constraints.iter().enumerate() {
        let path = folder.join(format!("constraints-{}.xml", index + 1));
        file::write(&path, rules)?;
        constraints.push(path.canonicalize().unwrap_or(path));
    }
    let area = Area {
        title: format!("Tjänstekonsument: {name}"),
        needs: vec!["receiver".to_owned()],
        mock: Mock {
            checks: true,
            constraints: constraints.clone(),
            answers: named,
            by_person: BTreeMap::new(),
        },
        cases: vec![case(&folder, &constraints, &told)],
        name,
        folder,
        ..Area::default()
    };
    Ok((Some(area), told))
}

/// What the mocks do by script: choosing an answer, and filling it in.
fn scripted(document: &Document<'_>) -> Vec<Loss> {
    let operations = document
        .descendants()
        .filter(|node| node.tag_name().name() == "mockOperation");
    let mut told = Vec::new();
    for operation in operations {
        let name = operation.attribute("name").unwrap_or_default();
        let part = |name: &str| {
            let part = operation.children().find(|node| node.tag_name().name() == name);
            part.map(project::text_of).unwrap_or_default()
        };
        let style = part("dispatchStyle");
        if !matches!(style.trim(), "" | "SEQUENCE") {
            told.push((
                name,
                "dispatch",
                "svaret väljs med x-mock-response eller är det förvalda, inte av mockens skript",
            ));
        }
        let responses = operation.children().filter(|node| node.tag_name().name() == "response");
        let mut contents = responses.flat_map(|response| response.children());
        if contents.any(|part| part.tag_name().name() == "responseContent" && project::text_of(part).contains("${")) {
            told.push((name, "response", "svarets ${…} fylls inte i av mockens skript"));
        }
    }
    let loss = |(operation, what, reason): (&str, &str, &str)| Loss {
        suite: operation.to_owned(),
        case: String::new(),
        step: String::new(),
        what: format!("mockService: {what}"),
        reason: reason.to_owned(),
    };
    told.into_iter().map(loss).collect()
}

/// The one case: a call that passes the three checks of the mock.
fn case(folder: &Path, constraints: &[PathBuf], told: &[Loss]) -> Case {
    let mut expect = vec![Verb::Schema {}, Verb::Encoding {}, Verb::NoEmptyElement {}];
    expect.extend(constraints.iter().map(|file| Verb::Schematron {
        file: file.clone(),
        with_request: false,
        variables: BTreeMap::new(),
        only: Vec::new(),
    }));
    Case {
        id: "1".to_owned(),
        folder: folder.join("1"),
        title: "Konsumentens anrop".to_owned(),
        group: "Konsumenttest".to_owned(),
        rule: "Mockens kontroller: schema, Schematron, tomma element".to_owned(),
        steps: vec![Step::Receive(Receive {
            select: Some("true()".to_owned()),
            instruction: Some("Låt konsumenten anropa mocken".to_owned()),
            expect,
            ..Receive::default()
        })],
        untested: told
            .iter()
            .map(|loss| format!("{}: {}", loss.what, loss.reason))
            .collect(),
        ..Case::default()
    }
}

/// Canned answers with their names, the default one of each operation first.
fn answers(document: &Document<'_>) -> Vec<(String, String)> {
    let named = |node: &Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let mut found = Vec::new();
    for operation in document.descendants().filter(|node| named(node, "mockOperation")) {
        let default = operation.children().find(|node| named(node, "defaultResponse"));
        let default = default.map(project::text_of).unwrap_or_default();
        let mut own: Vec<_> = operation
            .children()
            .filter(|node| named(node, "response"))
            .filter_map(|node| {
                let content = node.children().find(|node| named(node, "responseContent"))?;
                let text = project::text_of(content).replace("\\r\n", "\n");
                Some((node.attribute("name")?.to_owned(), text))
            })
            .collect();
        own.sort_by_key(|(name, _)| *name != default);
        found.extend(own);
    }
    found
}
