//! Where the time of a build goes: its stages in a row, each with what it took.
//!
//! In: the name of each stage as it begins. Out: a list of what they took, and, for whoever looks from another thread,
//! what is being done now. Knows nothing of what a stage does, or of who looks.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What one stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// How long it took.
    pub wall: Duration,
    /// How long all processors worked on it together, where the system tells.
    pub worked: Option<Duration>,
}

/// The stages of a build.
#[derive(Debug, Default)]
pub struct Stages {
    ended: Vec<Stage>,
    running: Option<(&'static str, Instant, Option<Duration>)>,
    now: Arc<Now>,
}

impl Stages {
    /// Ends the stage that is running and begins another, of so many items; 0 where they cannot be counted.
    ///
    /// What comes back is told of each item that is done.
    pub fn begin(&mut self, name: &'static str, items: usize) -> &Now {
        self.end();
        self.running = Some((name, Instant::now(), worked()));
        self.now.begin(name, items);
        &self.now
    }

    /// Ends the stage that is running.
    pub fn end(&mut self) {
        if let Some((name, begun, before)) = self.running.take() {
            let worked = worked().zip(before).map(|(now, before)| now.saturating_sub(before));
            self.ended.push(Stage { name, wall: begun.elapsed(), worked });
        }
    }

    /// The stages that have ended, in their order.
    pub fn ended(&self) -> &[Stage] {
        &self.ended
    }

    /// What is being done now, for another thread to look at.
    pub fn now(&self) -> Arc<Now> {
        Arc::clone(&self.now)
    }
}

/// What is being done now.
#[derive(Debug, Default)]
pub struct Now {
    stage: Mutex<&'static str>,
    items: AtomicUsize,
    done: AtomicUsize,
}

impl Now {
    fn begin(&self, name: &'static str, items: usize) {
        self.items.store(items, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    /// One item more is done.
    pub fn one(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Name of the stage, how many of its items are done, and how many it has; 0 where they cannot be counted.
    pub fn look(&self) -> (&'static str, usize, usize) {
        let stage = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        (stage, self.done.load(Ordering::Relaxed), self.items.load(Ordering::Relaxed))
    }
}

/// How long this process has worked so far, on all processors together.
fn worked() -> Option<Duration> {
    #[cfg(unix)]
    {
        rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).try_into().ok()
    }
    #[cfg(not(unix))]
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_end_as_the_next_begin() {
        let mut stages = Stages::default();
        let now = stages.now();
        stages.begin("one", 3).one();
        assert_eq!(now.look(), ("one", 1, 3));
        stages.begin("two", 0);
        assert_eq!(now.look(), ("two", 0, 0));
        stages.end();
        stages.end();
        assert_eq!(stages.ended().iter().map(|stage| stage.name).collect::<Vec<_>>(), ["one", "two"]);
    }
}
