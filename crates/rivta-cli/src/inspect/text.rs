//! The report as plain text.

use super::outline::Outline;
use super::report::{ContractReport, PackageReport, Report};
use super::unusual::Finding;

/// Places that are shown of one finding; JSON holds all.
const PLACES: usize = 3;

/// All packages.
pub(crate) fn packages(report: &Report) -> String {
    let packages: Vec<String> = report.packages.iter().map(package).collect();
    packages.join("\n")
}

fn package(report: &PackageReport) -> String {
    let mut text = format!("{} {}\n  {}\n", report.domain, report.release, report.path);
    for contract in &report.contracts {
        text.push_str(&self::contract(contract));
    }
    text.push_str("\n  Namespaces\n");
    for namespace in &report.namespaces {
        let name = if namespace.namespace.is_empty() {
            "(none)"
        } else {
            &namespace.namespace
        };
        text.push_str(&format!("    {name}\n"));
        for file in &namespace.files {
            text.push_str(&format!("      {file}\n"));
        }
    }
    findings(&mut text, "Unusual", report, &report.unusual);
    if !report.notes.is_empty() {
        text.push_str("\n  Notes\n");
        for note in &report.notes {
            text.push_str(&format!("    {}\n", report.shortened(note)));
        }
    }
    findings(
        &mut text,
        "Not covered by the generator yet",
        report,
        &report.not_covered,
    );
    text
}

fn contract(report: &ContractReport) -> String {
    let mut text = format!("\n  {}\n", report.operation);
    let mut line = |name: &str, value: &str| text.push_str(&format!("    {name:<12} {value}\n"));
    line("WSDL", &report.wsdl);
    line("namespace", &report.wsdl_namespace);
    line("responder", report.responder_namespace.as_deref().unwrap_or("(none)"));
    let profile = report
        .profile
        .as_ref()
        .map_or("none".to_owned(), |profile| profile.to_uppercase());
    line("profile", &format!("{profile}, SOAP {}", report.soap_version));
    line(
        "soapAction",
        if report.soap_action.is_empty() {
            "(none)"
        } else {
            &report.soap_action
        },
    );
    if let Some(rule) = &report.soap_action_by_rule {
        line("", &format!("! the rule gives {rule}"));
    }
    line("request", &report.request);
    line("response", report.response.as_deref().unwrap_or("(none)"));
    for (name, values) in [
        ("header", &report.request_headers),
        ("answering", &report.response_headers),
        ("fault", &report.faults),
        ("unusual", &report.unusual),
    ] {
        for (index, value) in values.iter().enumerate() {
            line(if index == 0 { name } else { "" }, value);
        }
    }
    text
}

fn findings(text: &mut String, title: &str, report: &PackageReport, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    text.push_str(&format!("\n  {title}\n"));
    for finding in findings {
        match finding.places.len() {
            0 | 1 => text.push_str(&format!("    {}\n", finding.what)),
            count => text.push_str(&format!("    {} ({count} places)\n", finding.what)),
        }
        for place in finding.places.iter().take(PLACES) {
            text.push_str(&format!("      {}\n", report.shortened(place)));
        }
        if finding.places.len() > PLACES {
            text.push_str(&format!("      and {} more\n", finding.places.len() - PLACES));
        }
    }
}

/// All trees.
pub(crate) fn outlines(report: &Report) -> String {
    let outlines: Vec<String> = report.types.iter().map(outline).collect();
    outlines.join("\n")
}

fn outline(outline: &Outline) -> String {
    let mut text = format!(
        "{} {}\n  {}, {}\n",
        outline.kind, outline.name, outline.package, outline.place
    );
    let indented = |depth: usize, name: &str| format!("{}{name}", "  ".repeat(depth + 1));
    let names = outline.rows.iter().map(|row| indented(row.depth, &row.name));
    let width = names.clone().map(|name| name.chars().count()).max().unwrap_or(0);
    for (row, name) in outline.rows.iter().zip(names) {
        let mut line = format!("{name:<width$}  {:<5} {}", row.occurs, row.type_name);
        if !row.remark.is_empty() {
            line.push_str(&format!("  ({})", row.remark));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
