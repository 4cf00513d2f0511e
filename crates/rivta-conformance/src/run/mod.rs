//! Running test cases against a system.
//!
//! Before the first case everything is looked at that a case could stumble over ([`Error::Configuration`]); then the
//! cases run one after the other, and each leaves a verdict, what was found, and every message that went over the wire.

mod check;
mod exchange;
mod ledger;
mod load;
mod mock;
mod receiver;
mod scene;
mod sending;
mod trigger;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use rivta_consumer::IdSource;
use rivta_soap::time::{Clock, SystemClock, swedish_local};
use uuid::Uuid;

use crate::case::{self, Area, Case, Expansion};
use crate::contracts::Contracts;
use crate::error::Error;
use crate::expect::RuleFiles;
use crate::outcome::{CaseOutcome, Finding, Outcome, Verdict};
use crate::target::Target;
pub use ledger::{Deviation, Ledger};
use receiver::Receiver;
use scene::Scene;
use sending::Channels;

/// What a run tells while it is under way.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// A case begins: which of how many.
    Begun {
        /// From 1.
        number: usize,
        /// Of how many.
        of: usize,
        /// Its area.
        area: &'e str,
        /// The case.
        case: &'e Case,
    },
    /// The tester is to do something.
    Instruction(&'e str),
    /// A case has ended.
    Ended(&'e CaseOutcome),
}

/// Who is told of events.
pub type Observer = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// What a run depends on besides target and cases.
#[derive(Clone)]
pub struct Options {
    /// Names of areas; all that the target has an address for unless given.
    pub areas: Vec<String>,
    /// Ids of cases, `1.1.1` or `producer/1.1.1`; all unless given.
    pub cases: Vec<String>,
    /// Deviations that are known.
    pub ledger: Ledger,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where request ids come from.
    pub ids: IdSource,
    /// Who is told how it goes.
    pub observer: Observer,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            areas: Vec::new(),
            cases: Vec::new(),
            ledger: Ledger::default(),
            clock: Arc::new(SystemClock),
            ids: Arc::new(Uuid::new_v4),
            observer: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Options");
        out.field("areas", &self.areas)
            .field("cases", &self.cases)
            .finish_non_exhaustive()
    }
}

/// What the cases of a run share.
pub(crate) struct Stage {
    target: Arc<Target>,
    channels: Channels,
    receiver: Option<Receiver>,
    rules: RuleFiles,
    contracts: HashMap<String, Arc<Contracts>>,
    clock: Arc<dyn Clock>,
    ids: IdSource,
    observer: Observer,
}

/// A case that is to run, or to be passed over for a reason.
struct Chosen<'a> {
    area: &'a Area,
    case: &'a Case,
    omitted: Option<String>,
}

/// Why the cases of an area are not run, before the name of what is missing.
const AREA_LACKS: &str = "området prövades inte: målfilen anger inte";

/// Runs the cases of the areas that the options choose.
///
/// # Errors
/// [`Error::Configuration`] with all that must be mended before the first case can run, among it files that cannot be
/// read. Once cases run there is no error: whatever happens is a verdict.
pub async fn run(target: &Target, areas: &[Area], options: &Options) -> Result<Outcome, Error> {
    let begun = Instant::now();
    let started = swedish_local(options.clock.now());
    let chosen = chosen(target, areas, options)?;
    let target = Arc::new(target.clone());
    check::before(&target, &chosen, options)?;
    let stage = Arc::new(Stage::set(&target, areas, &chosen, options).await.map_err(in_words)?);
    check::reachable(&stage, &chosen).await?;
    let mut cases = Vec::new();
    let of = chosen.len();
    for (index, chosen) in chosen.iter().enumerate() {
        let Chosen { area, case, .. } = chosen;
        (options.observer)(&Event::Begun {
            number: index + 1,
            of,
            area: &area.name,
            case,
        });
        let mut outcome = one(&stage, chosen).await;
        options.ledger.settle(&mut outcome);
        (options.observer)(&Event::Ended(&outcome));
        cases.push(outcome);
    }
    if let Some(receiver) = Arc::into_inner(stage).and_then(|stage| stage.receiver) {
        receiver.stop().await;
    }
    let mut subject = target.subject.clone();
    if subject.environment.is_empty() {
        subject.environment.clone_from(&target.environment);
    }
    Ok(Outcome {
        subject,
        started,
        elapsed: begun.elapsed(),
        cases,
    })
}

impl Stage {
    async fn set(
        target: &Arc<Target>,
        areas: &[Area],
        chosen: &[Chosen<'_>],
        options: &Options,
    ) -> Result<Self, Error> {
        let (mut contracts, mut read) = (HashMap::new(), HashMap::new());
        for area in areas
            .iter()
            .filter(|area| chosen.iter().any(|chosen| chosen.area.name == area.name))
        {
            let packages = if area.packages.is_empty() {
                &target.packages
            } else {
                &area.packages
            };
            if !read.contains_key(packages) {
                read.insert(packages, Arc::new(Contracts::read(packages)?));
            }
            contracts.extend(read.get(packages).map(|known| (area.name.clone(), Arc::clone(known))));
        }
        Ok(Self {
            channels: Channels::new(target, &options.clock)?,
            receiver: Receiver::start(target, &options.clock).await?,
            target: Arc::clone(target),
            rules: RuleFiles::default(),
            contracts,
            clock: Arc::clone(&options.clock),
            ids: Arc::clone(&options.ids),
            observer: Arc::clone(&options.observer),
        })
    }

    fn now(&self) -> NaiveDateTime {
        swedish_local(self.clock.now())
    }
}

/// The cases that the options choose, in order.
fn chosen<'a>(target: &Target, areas: &'a [Area], options: &Options) -> Result<Vec<Chosen<'a>>, Error> {
    let known = |name: &String| areas.iter().any(|area| area.name == *name);
    if let Some(unknown) = options.areas.iter().find(|name| !known(name)) {
        let names: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
        return Err(configuration(format!(
            "det finns inget område {unknown}; det finns {}",
            names.join(", ")
        )));
    }
    let ids = |area: &Area| {
        let both = area
            .cases
            .iter()
            .map(|case| [case.id.clone(), format!("{}/{}", area.name, case.id)]);
        both.flatten().collect::<Vec<_>>()
    };
    let all: HashSet<String> = areas.iter().flat_map(ids).collect();
    if let Some(unknown) = options.cases.iter().find(|name| !all.contains(*name)) {
        return Err(configuration(format!("det finns inget testfall {unknown}")));
    }
    let asked = |area: &Area| options.areas.is_empty() || options.areas.contains(&area.name);
    let meant = |area: &Area, case: &Case| {
        let full = format!("{}/{}", area.name, case.id);
        options.cases.is_empty() || options.cases.iter().any(|wanted| *wanted == case.id || *wanted == full)
    };
    let mut chosen = Vec::new();
    for area in areas.iter().filter(|area| asked(area)) {
        let lacking = area.needs.iter().find(|need| !target.has(need));
        let lacking = lacking.filter(|_| options.areas.is_empty());
        let reason = lacking.map(|need| format!("{AREA_LACKS} {need}"));
        for case in area.cases.iter().filter(|case| meant(area, case)) {
            let omitted = target.omission(&area.name, &case.id).map(str::to_owned);
            chosen.push(Chosen {
                area,
                case,
                omitted: omitted.or_else(|| reason.clone()).or_else(|| case.is_hollow()),
            });
        }
    }
    if chosen.is_empty() {
        return Err(configuration("inget testfall är valt".to_owned()));
    }
    if let Some(reasons) = lacking_all(&chosen) {
        return Err(Error::Configuration { problems: reasons });
    }
    Ok(chosen)
}

/// Why not a single case can run, when the target lacks what every one of their areas needs.
fn lacking_all(chosen: &[Chosen<'_>]) -> Option<Vec<String>> {
    let reason = |chosen: &Chosen<'_>| {
        let lacks = chosen
            .omitted
            .as_ref()
            .filter(|reason| reason.starts_with(AREA_LACKS))?;
        Some(format!("{}: {lacks}", chosen.area.name))
    };
    let reasons: Option<BTreeSet<String>> = chosen.iter().map(reason).collect();
    reasons.map(|reasons| reasons.into_iter().collect())
}

async fn one(stage: &Arc<Stage>, chosen: &Chosen<'_>) -> CaseOutcome {
    let (area, case) = (chosen.area, chosen.case);
    let (started, begun) = (stage.now(), Instant::now());
    let mut outcome = CaseOutcome {
        id: case.id.clone(),
        area: area.name.clone(),
        group: case.group.clone(),
        title: case.title.clone(),
        rule: case.rule.clone(),
        declaration: case.declaration.clone(),
        untested: case.untested.clone(),
        verdict: Verdict::NotRun,
        findings: Vec::new(),
        measured: Vec::new(),
        started,
        elapsed: begun.elapsed(),
        exchanges: Vec::new(),
    };
    if let Some(reason) = &chosen.omitted {
        outcome.findings.push(Finding {
            text: reason.clone(),
            place: String::new(),
        });
        return outcome;
    }
    let mut scene = Scene::new(stage, area, case);
    let findings = scene.play().await;
    outcome.verdict = if findings.is_empty() {
        Verdict::Passed
    } else {
        Verdict::Failed
    };
    outcome.findings = findings;
    outcome.measured = scene.measured;
    outcome.exchanges = scene.exchanges;
    outcome.elapsed = begun.elapsed();
    outcome
}

/// An error of certificates or of our receiver as something wrong with the configuration.
fn in_words(error: Error) -> Error {
    match error {
        Error::Consumer(error) => configuration(format!(
            "[tls]: certifikat, nyckel eller trust kan inte användas: {error}"
        )),
        Error::Producer(error) => configuration(format!("[receiver]: mottagaren kan inte startas: {error}")),
        other => other,
    }
}

/// One thing that is wrong with the configuration.
fn configuration(problem: String) -> Error {
    Error::Configuration {
        problems: vec![problem],
    }
}

/// A message file with its variables filled in.
fn template(path: &Path, expansion: &Expansion) -> Result<String, Error> {
    let text = case::text_file(path)?;
    expansion.message(&text).map_err(|name| Error::CaseFile {
        path: path.to_owned(),
        what: format!("variabeln {name} är inte satt"),
    })
}

/// The same instant with the offset it has in Sweden.
fn in_sweden(now: DateTime<Utc>) -> DateTime<FixedOffset> {
    let seconds = (swedish_local(now) - now.naive_utc()).num_seconds();
    let offset = i32::try_from(seconds).ok().and_then(FixedOffset::east_opt);
    offset.map_or_else(|| now.fixed_offset(), |offset| now.with_timezone(&offset))
}
