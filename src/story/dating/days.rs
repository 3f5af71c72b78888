//! Weights of days: how much each day has for it, summed over independent evidence.
//!
//! Each piece of evidence is right with some probability, and then says how the document's day lies about another one;
//! where it is wrong it says nothing. The days are weighed by the product of their likelihoods (naive Bayes), kept as sums
//! of logarithms for the days that any evidence speaks for.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

/// What a day has by chance where evidence is wrong: one of this many days.
const CHANCE: f64 = 1.0 / 60.0;
/// Share left for the days that nothing speaks for.
const ELSEWHERE: f64 = 1.0;

/// How often a report's day lies so many days after (or before) the day that evidence names.
pub(super) type Table = &'static [(i64, f64)];

/// Weights of days.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    logs: BTreeMap<Date, f64>,
}

impl Days {
    /// Adds evidence about `day` that is right with probability `trust`.
    pub(super) fn add(&mut self, day: Date, table: Table, trust: f64) {
        for &(step, share) in table {
            if let Ok(at) = day.checked_add(step.days()) {
                *self.logs.entry(at).or_default() += gain(share, trust);
            }
        }
    }

    /// Weighs every day by its place in the week, counted from `weekday` (Monday is 1): one share for each step of 0 to 6.
    pub(super) fn weigh_weekday(&mut self, weekday: i8, shares: [f64; 7]) {
        for (day, log) in &mut self.logs {
            let step = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
            *log += (shares[usize::try_from(step).unwrap_or(0)] * 7.0).ln();
        }
    }

    /// The days with their probabilities, in order; they sum to less than one.
    pub(super) fn shares(&self) -> Vec<(Date, f64)> {
        let weights: Vec<(Date, f64)> = self.logs.iter().map(|(day, log)| (*day, log.min(60.0).exp())).collect();
        let all: f64 = weights.iter().map(|(_, weight)| weight).sum::<f64>() + ELSEWHERE;
        weights.into_iter().map(|(day, weight)| (day, weight / all)).collect()
    }

    /// The shortest run of days, from `least` to `most` of them, that together have `mass`; of those of one length, the one
    /// with most.
    pub(super) fn shortest(&self, mass: f64, least: i32, most: i32) -> Option<(Date, Date, f64)> {
        let shares = self.shares();
        let mut best: Option<(i32, f64, Date, Date)> = None;
        for (at, (first, _)) in shares.iter().enumerate() {
            let mut sum = 0.0;
            for (last, share) in &shares[at..] {
                let width = first.until(*last).map_or(i32::MAX, |s| s.get_days()).saturating_add(1);
                if width > most || best.is_some_and(|b| width > b.0) {
                    break;
                }
                sum += share;
                let better = best.is_none_or(|b| width < b.0 || sum > b.1 + 1e-9);
                if sum >= mass && width >= least && better {
                    best = Some((width, sum, *first, *last));
                    break;
                }
            }
        }
        best.map(|(_, sum, first, last)| (first, last, sum))
    }
}

/// What evidence adds to the logarithm of a day's weight.
pub(super) fn gain(share: f64, trust: f64) -> f64 {
    let wrong = (1.0 - trust) * CHANCE;
    ((trust * share + wrong) / wrong).ln()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SAME: Table = &[(0, 0.8), (1, 0.2)];

    #[test]
    fn evidence_that_agrees_narrows_the_run_of_days() {
        let mut days = Days::default();
        assert_eq!(days.shortest(0.5, 1, 9), None);
        days.add(date(2024, 3, 4), SAME, 0.9);
        let (first, last, sum) = days.shortest(0.9, 1, 9).expect("two days");
        assert_eq!((first, last), (date(2024, 3, 4), date(2024, 3, 5)));
        days.add(date(2024, 3, 4), SAME, 0.9);
        let (first, last, more) = days.shortest(0.9, 1, 9).expect("one day");
        assert_eq!((first, last), (date(2024, 3, 4), date(2024, 3, 4)));
        assert!(more <= 1.0 && sum <= 1.0);
    }

    #[test]
    fn evidence_that_disagrees_states_nothing() {
        let mut days = Days::default();
        days.add(date(2024, 3, 4), SAME, 0.9);
        days.add(date(2024, 5, 4), SAME, 0.9);
        assert_eq!(days.shortest(0.9, 1, 9), None);
    }

    #[test]
    fn a_weekday_speaks_for_its_own_days() {
        let mut days = Days::default();
        days.add(date(2024, 3, 4), &[(0, 0.25), (1, 0.25), (2, 0.25), (3, 0.25)], 0.9);
        days.weigh_weekday(3, [0.7, 0.2, 0.02, 0.02, 0.02, 0.02, 0.02]);
        let (first, last, _) = days.shortest(0.8, 1, 9).expect("two days");
        assert_eq!((first, last), (date(2024, 3, 6), date(2024, 3, 7)));
    }
}
