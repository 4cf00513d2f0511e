//! `rivta route explain`: why a call would be let through or refused.

use std::process::ExitCode;

use rivta_catalog::{Question, Verdict};
use rivta_soap::time::{Clock as _, SystemClock};

use super::ExplainOptions;
use crate::error::Error;

pub(super) async fn run(options: &ExplainOptions) -> Result<ExitCode, Error> {
    let Some(catalog) = options.source.load().await? else {
        let verdict = Verdict::Refused {
            code: "VP008",
            reason: "there is no catalogue, neither from its source nor from a copy on disk".to_owned(),
        };
        let json = serde_json::json!({ "verdict": verdict });
        tell(&verdict, &json, options.json)?;
        return Ok(ExitCode::FAILURE);
    };
    let explanation = catalog.explain(&Question {
        sender: &options.sender,
        contract: &options.contract,
        receiver: &options.address,
        profile: options.profile.as_deref(),
        now: options.at.unwrap_or_else(|| SystemClock.now()),
    });
    tell(&explanation, &serde_json::to_value(&explanation)?, options.json)?;
    Ok(match explanation.verdict {
        Verdict::LetThrough { .. } => ExitCode::SUCCESS,
        Verdict::Refused { .. } => ExitCode::FAILURE,
    })
}

fn tell(words: &impl std::fmt::Display, json: &serde_json::Value, is_json: bool) -> Result<(), Error> {
    if is_json {
        println!("{}", serde_json::to_string_pretty(json)?);
    } else {
        println!("{}", words.to_string().trim_end());
    }
    Ok(())
}
