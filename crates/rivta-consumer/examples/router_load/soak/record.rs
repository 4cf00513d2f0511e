//! The figures of a soak: lines while it runs, and JSON.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::account::Account;
use super::change::Changes;
use super::order::ORDERS;
use super::verdict::{Growth, Verdict};
use crate::Outcome;
use crate::process::Process;
use crate::report::write_figures;

/// The router and its calls at the end of one interval.
pub(super) struct Sample {
    /// Since the beginning.
    pub(super) at: Duration,
    /// Calls in the interval.
    pub(super) calls: u64,
    pub(super) late: u64,
    pub(super) left_out: u64,
    pub(super) otherwise: u64,
    /// From when a call of 2 KB on a kept connection was due to the end of its answer.
    pub(super) p50: Duration,
    pub(super) p99: Duration,
    /// In KiB.
    pub(super) resident: u64,
    /// In KiB, shared pages counted in part.
    pub(super) proportional: u64,
    pub(super) descriptors: usize,
    pub(super) threads: usize,
    /// Time on a processor since the beginning, in seconds.
    pub(super) cpu: f64,
}

impl Sample {
    /// Looks at the router, and adds the accounts of the interval to `total`.
    pub(super) fn take(at: Duration, router: Process, accounts: Vec<Account>, total: &mut Account) -> Outcome<Self> {
        let mut interval = Account::default();
        let mut times = Vec::new();
        for mut account in accounts {
            times.append(&mut account.times);
            interval.absorb(account);
        }
        times.sort_unstable();
        let time = |hundredth: usize| times.get(times.len() * hundredth / 100).copied().unwrap_or_default();
        let sample = Self {
            at,
            calls: interval.calls(),
            late: interval.late,
            left_out: interval.left_out,
            otherwise: interval.otherwise(),
            p50: time(50),
            p99: time(99),
            resident: router.resident()?,
            proportional: router.proportional()?,
            descriptors: router.descriptors()?,
            threads: router.threads()?,
            cpu: router.cpu()?,
        };
        total.absorb(interval);
        Ok(sample)
    }

    pub(super) fn heading() -> String {
        let [minute, calls, late, left_out, stray] = ["minute", "calls", "late", "left out", "unordered"];
        let [p50, p99, rss, pss] = ["p50 ms", "p99 ms", "RSS KiB", "PSS KiB"];
        format!(
            "{minute:>8}{calls:>10}{late:>8}{left_out:>10}{stray:>11}{p50:>9}{p99:>9}{rss:>10}{pss:>10}{:>6}{:>9}{:>8}",
            "open", "threads", "CPU s"
        )
    }

    pub(super) fn line(&self) -> String {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        format!(
            "{:>8.1}{:>10}{:>8}{:>10}{:>11}{:>9.2}{:>9.2}{:>10}{:>10}{:>6}{:>9}{:>8.1}",
            self.at.as_secs_f64() / 60.0,
            self.calls,
            self.late,
            self.left_out,
            self.otherwise,
            milliseconds(self.p50),
            milliseconds(self.p99),
            self.resident,
            self.proportional,
            self.descriptors,
            self.threads,
            self.cpu
        )
    }

    fn json(&self) -> Value {
        json!({
            "minute": self.at.as_secs_f64() / 60.0, "calls": self.calls, "late": self.late, "left_out": self.left_out,
            "unordered": self.otherwise, "p50_ms": self.p50.as_secs_f64() * 1e3, "p99_ms": self.p99.as_secs_f64() * 1e3,
            "resident_kib": self.resident, "proportional_kib": self.proportional, "descriptors": self.descriptors,
            "threads": self.threads, "cpu_s": self.cpu,
        })
    }
}

/// All figures so far.
pub(super) struct Record {
    pub(super) version: String,
    pub(super) minutes: f64,
    /// Calls a second of 2 KB on 16 kept connections; `None` when the rate was given.
    pub(super) capacity: Option<f64>,
    /// Calls a second that fall due.
    pub(super) rate: f64,
    pub(super) samples: Vec<Sample>,
    pub(super) account: Account,
    pub(super) changes: Changes,
}

impl Record {
    /// One line for each kind of call.
    pub(super) fn kinds(&self) -> String {
        let mut out = format!("{:<26}{:>12}{:>12}  ordered", "kind of call", "as ordered", "otherwise");
        for (order, count) in ORDERS.iter().zip(self.account.counts) {
            let (name, expected) = (order.name, order.expected);
            out += &format!(
                "\n{name:<26}{:>12}{:>12}  {expected:?}",
                count.as_ordered, count.otherwise
            );
        }
        out
    }

    /// What the machine's slowness did to the load; `None` when it kept up.
    pub(super) fn slowness(&self) -> Option<String> {
        let (late, left_out, calls) = (self.account.late, self.account.left_out, self.account.calls());
        let of_all = |part: u64| 100.0 * part as f64 / (calls + left_out).max(1) as f64;
        (late + left_out > 0).then(|| {
            format!(
                "the machine did not keep the rate all the time: {late} calls ({:.2} %) began late, {left_out} ({:.2} %) were \
                 left out; that is not held against the router",
                of_all(late),
                of_all(left_out)
            )
        })
    }

    pub(super) fn write(&self, path: &Path, verdict: Option<&Verdict>) -> Outcome<()> {
        let kind = |(order, count): (&super::order::Order, super::account::Count)| {
            json!({
                "kind": order.name, "ordered": format!("{:?}", order.expected), "as_ordered": count.as_ordered,
                "otherwise": count.otherwise,
            })
        };
        let whole = json!({
            "version": self.version, "minutes": self.minutes, "capacity_calls_a_second": self.capacity,
            "rate_calls_a_second": self.rate, "calls": self.account.calls(), "late": self.account.late,
            "left_out": self.account.left_out, "unordered": self.account.otherwise(),
            "unordered_calls": self.account.strays, "catalogues_changed": self.changes.catalogues,
            "certificates_changed": self.changes.certificates, "changes_missed": self.changes.missed,
            "kinds": ORDERS.iter().zip(self.account.counts).map(kind).collect::<Vec<_>>(),
            "samples": self.samples.iter().map(Sample::json).collect::<Vec<_>>(),
            "verdict": verdict.map(Verdict::json),
        });
        write_figures(path, &whole)
    }
}

impl Verdict {
    fn json(&self) -> Value {
        let growth = |growth: Option<Growth>| {
            growth.map(|Growth { early, late, limit }| json!({ "second_quarter": early, "last_quarter": late, "limit": limit }))
        };
        json!({
            "is_sound": self.is_sound(), "resident_kib": growth(self.memory), "descriptors": growth(self.descriptors),
            "findings": self.findings,
        })
    }
}
