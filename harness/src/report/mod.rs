//! How are results told? As JSON and JUnit for tools, as one HTML page for people, as a table on the terminal.

mod diff;
mod html;
mod json;
mod junit;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use treebeard_oracle::rustc::Mismatch;

use crate::baseline::Change;
use crate::canary::Trap;
use crate::class::Class;
use crate::engine::SuiteResult;

pub use html::page;
pub use json::document;
pub use junit::junit;
pub use text::summary;

/// Everything about one run.
#[derive(Debug)]
pub struct Report {
    /// `rustc -vV`'s release and host line.
    pub toolchain: String,
    /// The sandbox's tier.
    pub tier: String,
    /// The suites, in order.
    pub suites: Vec<(SuiteResult, Change)>,
    /// The planted traps.
    pub traps: Vec<Trap>,
    /// Batch results that a lone rustc did not confirm.
    pub mismatches: Vec<Mismatch>,
    /// Suites that could not be loaded, and why.
    pub missing_suites: Vec<String>,
    /// Reasons given for baselines that grew.
    pub regressions_accepted: Vec<String>,
    /// Everything that makes the run red.
    pub problems: Vec<String>,
}

impl Report {
    /// The unsupported features by the number of cases that name them first, most first.
    pub fn features(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (suite, _) in &self.suites {
            for result in suite.results.iter().filter(|result| result.judgement.class == Class::Unsupported) {
                // A program that stands in several suites counts once.
                counts.entry(&result.judgement.detail).or_default().insert(result.case.content_hash());
            }
        }
        let mut features: Vec<_> =
            counts.into_iter().map(|(name, cases)| (name.to_owned(), cases.len())).collect();
        features.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        features
    }
}

#[cfg(test)]
mod tests;
