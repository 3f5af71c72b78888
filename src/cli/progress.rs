//! How far a build is, for a person at a terminal.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::stages::Now;

/// A build that is done by then shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it looks.
const BEAT: Duration = Duration::from_millis(100);

const COUNTED: &str = "{msg:<16} {pos}/{len} [{bar:24}] {per_sec}, {eta} left";
const UNCOUNTED: &str = "{msg:<16} {elapsed}";

/// A line on standard error that follows a build; gone when dropped.
pub(super) struct Progress {
    /// Dropped to end the thread.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Follows `now`, where standard error is a terminal.
    pub(super) fn of(now: Arc<Now>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Progress { running: None, thread: None };
        }
        let (running, ended) = channel();
        let thread = std::thread::spawn(move || follow(&now, &ended));
        Progress { running: Some(running), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.running.take();
        // Once it has ended, its line is off the terminal.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn follow(now: &Now, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let (mut shown, mut bar) = ("", ProgressBar::hidden());
    let mut begun = Instant::now();
    loop {
        let (stage, done, all) = now.look();
        if stage != shown {
            bar.finish_and_clear();
            bar = fresh(stage, all);
            (shown, begun) = (stage, Instant::now());
        }
        bar.set_position(done as u64);
        if begun.elapsed() > BEAT {
            bar.tick();
        }
        if ended.recv_timeout(BEAT) != Err(RecvTimeoutError::Timeout) {
            bar.finish_and_clear();
            return;
        }
    }
}

/// The line of one stage. A pattern that cannot be read leaves the library's own.
fn fresh(stage: &'static str, all: usize) -> ProgressBar {
    let (bar, pattern) = match all {
        0 => (ProgressBar::new_spinner(), UNCOUNTED),
        all => (ProgressBar::new(all as u64), COUNTED),
    };
    if let Ok(style) = ProgressStyle::with_template(pattern) {
        bar.set_style(style);
    }
    bar.set_message(stage);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_can_be_read() {
        for pattern in [COUNTED, UNCOUNTED] {
            assert!(ProgressStyle::with_template(pattern).is_ok(), "{pattern}");
        }
    }
}
