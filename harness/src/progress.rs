//! How far is it? One line on stderr, when that is a terminal.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A counter shown while long work goes on.
#[derive(Debug)]
pub(crate) struct Progress {
    label: String,
    total: usize,
    done: AtomicUsize,
    shown: Option<Mutex<Instant>>,
}

const INTERVAL: Duration = Duration::from_millis(100);

impl Progress {
    /// A counter from 0 to `total`.
    pub(crate) fn new(label: &str, total: usize) -> Self {
        let shown = std::io::stderr().is_terminal().then(|| Mutex::new(Instant::now()));
        Self { label: label.to_owned(), total, done: AtomicUsize::new(0), shown }
    }

    /// Counts `count` more.
    pub(crate) fn add(&self, count: usize) {
        let done = self.done.fetch_add(count, Ordering::Relaxed) + count;
        let Some(shown) = &self.shown else { return };
        let Ok(mut last) = shown.try_lock() else { return };
        if last.elapsed() >= INTERVAL {
            *last = Instant::now();
            write_line(&format!("{} {done}/{}", self.label, self.total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            write_line("");
        }
    }
}

fn write_line(text: &str) {
    // A terminal that went away is no reason to stop.
    if std::io::stderr().write_all(format!("\r\x1b[K{text}").as_bytes()).is_err() {}
}
