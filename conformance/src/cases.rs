//! The cases of a suite as trials that share one prefetch.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Arguments, Failed, Trial};
use treebeard_harness::baseline::{self, Baseline, Movement};
use treebeard_harness::case::{Case, Kind};
use treebeard_harness::compare::Judgement;
use treebeard_harness::conform;
use treebeard_harness::engine::{self, Prepared};
use treebeard_harness::setup::Workbench;
use treebeard_harness::subjects::Interpreter;
use treebeard_harness::suite::Suite;

use crate::{WORKER_ARGUMENT, is_chosen};

/// What the trials of one suite share.
struct Shared {
    bench: &'static Workbench,
    suite: String,
    chosen: Vec<&'static Case>,
    baseline: Option<Baseline>,
    prepared: OnceLock<Result<HashMap<&'static str, Prepared<'static>>, String>>,
}

/// Trials for the cases of a suite, or for a fixed sample of that many.
pub fn suite_trials(
    bench: &'static Workbench,
    arguments: &Arguments,
    suite: Suite,
    sample: Option<usize>,
) -> Result<Vec<Trial>, String> {
    // Trials outlive every scope, and so do their cases.
    let suite: &'static Suite = Box::leak(Box::new(suite));
    let cases: Vec<&'static Case> = match sample {
        Some(count) => conform::sample(&suite.cases, &[Kind::Run, Kind::Check, Kind::Reject], count),
        None => suite.cases.iter().collect(),
    };
    let prefix = if sample.is_some() { format!("{}::", suite.name) } else { String::new() };
    let trial_name = |case: &Case| format!("{prefix}{}", case.name);
    let shared = Arc::new(Shared {
        bench,
        suite: suite.name.clone(),
        chosen: cases.iter().copied().filter(|case| is_chosen(arguments, &trial_name(case))).collect(),
        baseline: Baseline::read(&bench.layout.reports_dir().join("baseline"), &suite.name)?,
        prepared: OnceLock::new(),
    });
    let trial = |case: &'static Case| {
        let shared = Arc::clone(&shared);
        Trial::test(trial_name(case), move || shared.run(case))
    };
    Ok(cases.into_iter().map(trial).collect())
}

impl Shared {
    fn run(&self, case: &'static Case) -> Result<(), Failed> {
        let prepared = self.prepared.get_or_init(|| self.prefetch()).as_ref()?;
        let prepared = prepared.get(case.name.as_str()).ok_or("the case was not prefetched")?;
        let pool = &self.bench.pool;
        let subject = Interpreter::new(pool, pool.executable().clone(), vec![WORKER_ARGUMENT.to_owned()]);
        let judgement =
            engine::confirm(self.bench, &subject, &prepared.evidence()).map_err(|error| error.to_string())?;
        let listed =
            self.baseline.as_ref().and_then(|baseline| baseline.lists(&case.name, &case.content_hash()));
        match baseline::movement(judgement.class, listed) {
            Movement::Expected => Ok(()),
            Movement::Broken => Err(explain(&judgement)),
            Movement::Fixed => Err(Failed::from(format!(
                "it agrees, but reports/baseline lists it for suite {0}: run `treebeard conform --suite {0} --update-baseline`",
                self.suite
            ))),
        }
    }

    /// Asks rustc about all chosen cases at once.
    fn prefetch(&self) -> Result<HashMap<&'static str, Prepared<'static>>, String> {
        let (prepared, _) =
            engine::prepare(self.bench, &self.suite, &self.chosen).map_err(|error| error.to_string())?;
        Ok(self.chosen.iter().map(|case| case.name.as_str()).zip(prepared).collect())
    }
}

fn explain(judgement: &Judgement) -> Failed {
    let mut text = format!("{}: {}", judgement.class, judgement.detail);
    if let Some(difference) = &judgement.difference {
        for (who, output) in [("rustc", &difference.native), ("interpreted", &difference.subject)] {
            text.push_str(&format!("\n--- {who}: exit {:?}, signal {:?}", output.exit, output.signal));
            text.push_str(&format!("\n{}", String::from_utf8_lossy(&output.stdout)));
            text.push_str(&format!("\n{}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    Failed::from(text)
}
