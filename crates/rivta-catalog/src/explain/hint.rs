//! What may be meant or mended when a call is refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Question, Verdict};
use crate::catalog::Catalog;

/// As many examples as a person reads.
const EXAMPLES: usize = 5;

pub(super) fn hints(catalog: &Catalog, question: &Question<'_>, verdict: &Verdict) -> Vec<String> {
    let mut hints = Vec::new();
    let Some(code) = verdict.code() else {
        return hints;
    };
    for (what, name) in [
        ("address", question.receiver),
        ("contract", question.contract),
        ("sender", question.sender),
    ] {
        if name.contains(char::is_whitespace) {
            hints.push(format!("there is white space in the {what}, which is significant"));
        }
    }
    if let Some(other) = catalog.hierarchy.in_other_case(question.receiver)
        && !catalog.hierarchy.contains(question.receiver)
    {
        hints.push(format!(
            "the organisation tree has {other}, in other case; climbing needs the exact spelling"
        ));
    }
    match code {
        "VP004" => routes(catalog, question, &mut hints),
        "VP007" => permissions(catalog, question, &mut hints),
        "VP006" => hints.push("end or remove all routes but one; the profile does not tell them apart".to_owned()),
        _ => {}
    }
    hints
}

fn routes(catalog: &Catalog, question: &Question<'_>, hints: &mut Vec<String>) {
    let rows = &catalog.rows;
    if rows.names.find(question.contract).is_none() {
        hints.push("no row of the catalogue names this contract; check its spelling and its major version".to_owned());
    }
    let Some(receiver) = rows.names.find(question.receiver) else {
        hints.push("no row of the catalogue names this address".to_owned());
        return;
    };
    let there = rows.routes.of_receiver(receiver).iter();
    let contracts: BTreeSet<Arc<str>> = there.map(|(_, row)| Arc::clone(&row.route.contract)).collect();
    if !contracts.is_empty() {
        hints.push(format!("the address has routes for {}", examples(&contracts)));
    }
}

fn permissions(catalog: &Catalog, question: &Question<'_>, hints: &mut Vec<String>) {
    let rows = &catalog.rows;
    let Some(sender) = rows.names.find(question.sender) else {
        hints.push("no row of the catalogue names this sender; check the HSA-id in its certificate".to_owned());
        return;
    };
    let Some(contract) = rows.names.find(question.contract) else {
        return;
    };
    let of_sender = rows.permissions.rows().filter(|(key, _)| key.sender == sender);
    let same_contract = of_sender.filter(|(key, _)| key.contract == contract);
    let addresses: BTreeSet<Arc<str>> = same_contract
        .map(|(_, row)| rows.names.text(row.spelled.receiver))
        .collect();
    if addresses.is_empty() {
        hints.push("the sender has no permission for this contract at any address".to_owned());
    } else {
        hints.push(format!(
            "the sender has permissions for this contract at {}, valid now or not",
            examples(&addresses)
        ));
    }
}

fn examples(names: &BTreeSet<Arc<str>>) -> String {
    let shown: Vec<&str> = names.iter().take(EXAMPLES).map(|name| &**name).collect();
    let more = names.len().saturating_sub(EXAMPLES);
    let shown = shown.join(", ");
    if more > 0 {
        format!("{shown} and {more} more")
    } else {
        shown
    }
}
