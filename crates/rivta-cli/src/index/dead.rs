//! The dead-letter list: what subscribers never took.

use std::process::ExitCode;

use chrono::SecondsFormat;
use rivta_index::store::DeadNotification;
use serde_json::{Value, json};

use super::IndexFile;
use crate::error::Error;

pub(super) async fn show(file: &IndexFile, limit: u32, json: bool) -> Result<ExitCode, Error> {
    let index = file.open().await?;
    let dead = index.store().dead_notifications(limit).await?;
    index.store().close().await;
    if json {
        println!("{}", Value::Array(dead.iter().map(as_json).collect()));
    } else {
        print_table(&dead);
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(dead: &DeadNotification) -> Value {
    json!({
        "number": dead.id,
        "subscriber": dead.subscriber,
        "correlation_id": dead.correlation_id,
        "attempts": dead.attempts,
        "since": dead.since.to_rfc3339_opts(SecondsFormat::Secs, true),
        "reason": dead.reason,
    })
}

fn print_table(dead: &[DeadNotification]) {
    if dead.is_empty() {
        println!("no dead notifications");
        return;
    }
    println!(
        "{:>8}  {:<20}  {:>8}  {:<32}  reason",
        "number", "since", "attempts", "subscriber"
    );
    for one in dead {
        let since = one.since.to_rfc3339_opts(SecondsFormat::Secs, true);
        println!(
            "{:>8}  {since:<20}  {:>8}  {:<32}  {}",
            one.id, one.attempts, one.subscriber, one.reason
        );
    }
}

/// Puts the notifications with these numbers back in the queue, all without numbers.
pub(super) async fn resend(file: &IndexFile, numbers: Option<&[i64]>) -> Result<ExitCode, Error> {
    let index = file.open().await?;
    let count = match numbers {
        Some(numbers) => {
            for number in numbers {
                index.resend(*number).await?;
            }
            numbers.len() as u64
        }
        None => index.resend_all().await?,
    };
    index.store().close().await;
    println!("{count} put back in the queue");
    Ok(ExitCode::SUCCESS)
}
