//! A line that shows a person how far things have come, on standard error and only in a terminal's way.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress line; silent when made so.
pub(crate) struct Line(ProgressBar);

impl Line {
    /// A line that is shown when standard error is a terminal.
    pub(crate) fn shown() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// A line that is never shown.
    pub(crate) fn silent() -> Self {
        Self(ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()))
    }

    /// Says what is going on now.
    pub(crate) fn say(&self, text: impl Into<String>) {
        self.0.set_message(text.into());
    }

    /// Prints a text to standard output, above the line.
    pub(crate) fn above(&self, text: &str) {
        self.0.suspend(|| println!("{text}"));
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
