//! The figures as a table and as JSON.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;
use crate::client::{Load, Turn};
use crate::memory::Memory;
use crate::parts::Part;

/// All figures of a run.
pub(crate) struct Report {
    versions: Vec<(&'static str, String)>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) memory: Vec<Memory>,
}

/// One load on every part, several turns each.
pub(crate) struct Cell {
    load: String,
    parts: Vec<&'static str>,
    pub(crate) turns: Vec<Vec<Turn>>,
}

impl Cell {
    pub(crate) fn new(load: &Load, parts: &[Part]) -> Self {
        Self {
            load: load.to_string(),
            parts: parts.iter().map(|part| part.name).collect(),
            turns: parts.iter().map(|_| Vec::new()).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, &[Turn])> {
        self.parts.iter().copied().zip(self.turns.iter().map(Vec::as_slice))
    }
}

/// The middle one of the figures of all turns.
fn median(turns: &[Turn], figure: impl Fn(&Turn) -> f64) -> f64 {
    let mut figures: Vec<f64> = turns.iter().map(figure).collect();
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// How far the turns lie apart: (largest − smallest) ÷ median of calls a second.
fn spread(turns: &[Turn]) -> f64 {
    let rates = turns.iter().map(|turn| turn.calls_a_second);
    let (low, high) = rates.fold((f64::MAX, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
    (high - low) / median(turns, |turn| turn.calls_a_second).max(1.0)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The table of one cell.
pub(crate) fn lines(cell: &Cell) -> String {
    let mut out = format!(
        "\n{}\n{:<10}{:>10}{:>9}{:>9}{:>14}{:>12}{:>9}{:>9}{:>8}",
        cell.load, "", "calls/s", "p50 ms", "p99 ms", "proxy µs/call", "proxy÷ends", "spread", "resumed", "failed"
    );
    for (name, turns) in cell.rows() {
        let of = |figure: fn(&Turn) -> f64| median(turns, figure);
        let _ = write!(
            out,
            "\n{name:<10}{:>10.0}{:>9.2}{:>9.2}{:>14.1}{:>12.2}{:>8.0}%{:>8.0}%{:>8}",
            of(|turn| turn.calls_a_second),
            of(|turn| milliseconds(turn.p50)),
            of(|turn| milliseconds(turn.p99)),
            of(|turn| turn.proxy_cpu),
            of(|turn| turn.proxy_cpu / turn.ends_cpu.max(1e-9)),
            100.0 * spread(turns),
            of(|turn| 100.0 * turn.resumed as f64 / turn.calls.max(1) as f64),
            turns.iter().map(|turn| turn.failed).sum::<usize>(),
        );
    }
    out
}

pub(crate) fn memory_line(memory: &Memory) -> String {
    format!(
        "{:<10} resident {} KiB; {:.1} KiB for each of 2,000 connections at rest; {} KiB more while 50 MB pass",
        memory.part, memory.resident, memory.connection, memory.large_body
    )
}

impl Report {
    pub(crate) fn new(parts: &[Part]) -> Self {
        let versions = parts.iter().map(|part| (part.name, part.version.clone()));
        Self {
            versions: versions.filter(|(_, version)| !version.is_empty()).collect(),
            cells: Vec::new(),
            memory: Vec::new(),
        }
    }

    pub(crate) fn write(&self, path: &Path) -> Outcome<()> {
        let cell = |cell: &Cell| {
            let parts: serde_json::Map<String, Value> = cell
                .rows()
                .map(|(name, turns)| (name.to_owned(), part(turns)))
                .collect();
            json!({ "load": cell.load, "parts": parts })
        };
        let memory = |memory: &Memory| {
            json!({
                "part": memory.part, "resident_kib": memory.resident,
                "connection_at_rest_kib": memory.connection, "body_of_50_mb_kib": memory.large_body
            })
        };
        let whole = json!({
            "versions": self.versions.iter().map(|(name, text)| json!({ "part": name, "version": text })).collect::<Vec<_>>(),
            "cells": self.cells.iter().map(cell).collect::<Vec<_>>(),
            "memory": self.memory.iter().map(memory).collect::<Vec<_>>(),
        });
        write_figures(path, &whole)
    }
}

/// Writes figures to a file, in a folder that need not be there yet.
pub(crate) fn write_figures(path: &Path, figures: &Value) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, serde_json::to_string_pretty(figures)?)?)
}

fn part(turns: &[Turn]) -> Value {
    let of = |figure: fn(&Turn) -> f64| median(turns, figure);
    json!({
        "calls_a_second": of(|turn| turn.calls_a_second),
        "p50_ms": of(|turn| milliseconds(turn.p50)),
        "p99_ms": of(|turn| milliseconds(turn.p99)),
        "proxy_cpu_us": of(|turn| turn.proxy_cpu),
        "client_and_backend_cpu_us": of(|turn| turn.ends_cpu),
        "proxy_to_ends": of(|turn| turn.proxy_cpu / turn.ends_cpu.max(1e-9)),
        "spread": spread(turns),
        "resumed": turns.iter().map(|turn| turn.resumed).sum::<usize>(),
        "failed": turns.iter().map(|turn| turn.failed).sum::<usize>(),
        "turns": turns.iter().map(|turn| turn.calls_a_second).collect::<Vec<_>>(),
    })
}
