//! Many calls at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::scene::Scene;
use super::sending::{Sent, milliseconds};
use crate::case::Load;
use crate::expect::whole;
use crate::outcome::{Exchange, Finding};
use crate::target::Lengths;

/// Exchanges that are kept beside the slowest: the first, and the first that went wrong.
const KEPT: usize = 5;
/// Findings that are told.
const TOLD: usize = 10;

/// How long, and with how many callers.
fn extent(lengths: &Lengths, name: &str) -> Option<(u64, usize)> {
    match name {
        "load" => Some((lengths.load_seconds, lengths.load_callers)),
        "endurance" => Some((lengths.endurance_seconds, lengths.endurance_callers)),
        "recovery" => Some((lengths.recovery_seconds, lengths.recovery_callers)),
        _ => None,
    }
}

/// What the callers have seen.
#[derive(Debug, Default)]
struct Tally {
    times: Vec<Duration>,
    failures: usize,
    findings: Vec<Finding>,
    exchanges: Vec<Exchange>,
    /// The answer that took longest.
    slowest: Option<Exchange>,
}

impl Tally {
    fn add(&mut self, sent: Sent, findings: Vec<Finding>) {
        let wrong = !findings.is_empty() || sent.answer.is_err();
        if sent.answer.is_ok() {
            self.times.push(sent.exchange.elapsed);
        }
        self.failures += usize::from(wrong);
        let room = TOLD.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
        let is_slowest = self
            .slowest
            .as_ref()
            .is_none_or(|slowest| slowest.elapsed < sent.exchange.elapsed);
        if sent.answer.is_ok() && is_slowest {
            self.slowest = Some(sent.exchange.clone());
        }
        if self.exchanges.is_empty() || wrong && self.exchanges.len() < KEPT {
            self.exchanges.push(sent.exchange);
        }
    }
}

/// Runs the load and tells what is not as expected.
pub(super) async fn run(scene: &mut Scene<'_>, load: &Load) -> Result<Vec<Finding>, String> {
    let (seconds, callers) =
        extent(&scene.stage.target.lengths, &load.length).ok_or_else(|| format!("okänd längd {}", load.length))?;
    let template = scene.text_of(&load.message)?;
    let outgoing = scene.outgoing(&load_call(load), &scene.filled(&template)?)?;
    let channel = scene.stage.channels.of(None).map_err(|error| error.to_string())?;
    let pause = load
        .pause_milliseconds
        .unwrap_or(scene.stage.target.lengths.pause_milliseconds);
    let pause = Duration::from_millis(pause);
    let (begun, end) = (Instant::now(), Instant::now() + Duration::from_secs(seconds));
    let tally = Arc::new(Mutex::new(Tally::default()));
    let mut callers_at_work = JoinSet::new();
    for _ in 0..callers {
        let mut request = outgoing.clone();
        let (stage, channel, tally) = (Arc::clone(&scene.stage), channel.clone(), Arc::clone(&tally));
        let (expansion, template, bench) = (scene.expansion(), template.clone(), scene.lens());
        let expect = load.expect.clone();
        callers_at_work.spawn(async move {
            while Instant::now() < end {
                let mut own = expansion.clone();
                own.set("requestId", (stage.ids)().to_string());
                request.body = own.message(&template).unwrap_or_default().into();
                let sent = stage.channels.send(&channel, &request).await;
                let findings = match &sent.answer {
                    Ok(answer) => bench.findings(&stage, &request.body, answer, &expect),
                    Err(error) => vec![whole(error.to_string())],
                };
                tally.lock().unwrap_or_else(PoisonError::into_inner).add(sent, findings);
                tokio::time::sleep_until((Instant::now() + pause).min(end).into()).await;
            }
        });
    }
    while callers_at_work.join_next().await.is_some() {}
    let tally = std::mem::take(&mut *tally.lock().unwrap_or_else(PoisonError::into_inner));
    let mut findings = judged(scene, load, &tally, begun.elapsed());
    let calls = tally.times.len();
    if load.received && findings.is_empty() {
        findings.extend(received(scene, calls).await);
    }
    let slowest = tally.slowest.filter(|slowest| !tally.exchanges.contains(slowest));
    scene.exchanges.extend(tally.exchanges.into_iter().chain(slowest));
    Ok(findings)
}

fn load_call(load: &Load) -> crate::case::Call {
    crate::case::Call {
        message: load.message.clone(),
        ..crate::case::Call::default()
    }
}

/// Whether every call led to one at our receiver.
async fn received(scene: &Scene<'_>, calls: usize) -> Option<Finding> {
    let receiver = scene.stage.receiver.as_ref()?;
    let patience = Duration::from_secs(scene.stage.target.lengths.disclosure_seconds);
    receiver.reached(calls, patience).await;
    let count = receiver.count();
    (count != calls).then(|| whole(format!("{calls} begäranden gav {count} utlämnanden")))
}

fn judged(scene: &mut Scene<'_>, load: &Load, tally: &Tally, elapsed: Duration) -> Vec<Finding> {
    let mut times = tally.times.clone();
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get((times.len() * share / 100).min(times.len().saturating_sub(1)))
            .copied()
    };
    let (half, most, longest) = (
        at(50).unwrap_or_default(),
        at(98).unwrap_or_default(),
        times.last().copied(),
    );
    let longest = longest.unwrap_or_default();
    let mut measure = |name: &str, value: String| scene.measured.push((name.to_owned(), value));
    measure("anrop", times.len().to_string());
    measure("felaktiga", tally.failures.to_string());
    measure("anrop per sekund", format!("{:.1}", rate(times.len(), elapsed)));
    measure("svarstid, median", milliseconds(half));
    measure("svarstid, 98 av 100", milliseconds(most));
    measure("svarstid, längsta", milliseconds(longest));
    let mut findings = tally.findings.clone();
    if times.is_empty() {
        findings.push(whole("inget anrop besvarades"));
    }
    let bounds = [
        (
            load.p98.then_some(scene.stage.target.lengths.p98_milliseconds),
            most,
            "98 av 100 anrop",
        ),
        (load.longest_milliseconds, longest, "varje anrop"),
    ];
    for (limit, found, which) in bounds {
        if let Some(limit) = limit.filter(|limit| found.as_millis() > u128::from(*limit)) {
            findings.push(whole(format!("{which} ska besvaras inom {limit} ms")));
        }
    }
    findings
}

/// Calls in a second.
fn rate(calls: usize, elapsed: Duration) -> f64 {
    let calls = f64::from(u32::try_from(calls).unwrap_or(u32::MAX));
    calls / elapsed.as_secs_f64().max(0.001)
}
