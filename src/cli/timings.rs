//! What each stage of a build took, for whoever wants it faster.

use std::fmt::Write as _;
use std::time::Duration;

use crate::stages::Stage;

/// Stages that the summary names.
const NAMED: usize = 3;
/// A build that took less than this says nothing of it.
const QUICK: Duration = Duration::from_millis(500);

/// A line for each stage: seconds, seconds that all processors worked, and its share of the whole.
pub(super) fn table(stages: &[Stage]) -> String {
    let whole: Duration = stages.iter().map(|stage| stage.wall).sum();
    let mut text = format!("{:<20}{:>10}{:>10}{:>8}\n", "stage", "seconds", "worked", "share");
    let mut line = |name: &str, wall: Duration, worked: Option<Duration>| {
        let worked = worked.map_or_else(|| "-".to_owned(), |worked| format!("{:.3}", worked.as_secs_f64()));
        let share = 100.0 * wall.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
        let _ = writeln!(text, "{name:<20}{:>10.3}{worked:>10}{share:>7.1}%", wall.as_secs_f64());
    };
    for stage in stages {
        line(stage.name, stage.wall, stage.worked);
    }
    line("all", whole, stages.iter().map(|stage| stage.worked).sum());
    text
}

/// `4.2 s: reading texts 1.9 s, pages 0.8 s, …`; nothing for a build that was quick.
pub(super) fn longest(stages: &[Stage]) -> Option<String> {
    let whole: Duration = stages.iter().map(|stage| stage.wall).sum();
    let mut sorted: Vec<&Stage> = stages.iter().collect();
    sorted.sort_by_key(|stage| std::cmp::Reverse(stage.wall));
    let named = sorted.iter().take(NAMED).map(|stage| format!("{} {:.1} s", stage.name, stage.wall.as_secs_f64()));
    let named: Vec<String> = named.collect();
    (whole >= QUICK).then(|| format!("{:.1} s: most of it {}", whole.as_secs_f64(), named.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &'static str, milliseconds: u64) -> Stage {
        let wall = Duration::from_millis(milliseconds);
        Stage { name, wall, worked: Some(wall * 2) }
    }

    #[test]
    fn stages_are_told_with_their_share_and_the_longest_by_name() {
        let stages = [stage("a", 250), stage("b", 500), stage("c", 150), stage("d", 100)];
        let shown = table(&stages);
        assert!(shown.contains("b                        0.500     1.000   50.0%"), "{shown}");
        assert!(shown.ends_with("all                      1.000     2.000  100.0%\n"), "{shown}");
        assert_eq!(longest(&stages).as_deref(), Some("1.0 s: most of it b 0.5 s, a 0.2 s, c 0.1 s"));
        assert_eq!(longest(&stages[2..]), None);
    }
}
