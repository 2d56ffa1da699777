//! The static verdict: every body of the program, before anything runs.
//!
//! The order is rustc's: names and items, then types, then (per body, if its types are right) patterns and flow.

use treebeard_syntax::{Diagnostic, Level, Unsupported};

use crate::load::{Entry, Program};

/// What checking found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Errors and warnings, in order of discovery.
    pub diagnostics: Vec<Diagnostic>,
    /// What we cannot do; bodies that hold it are checked only as far as it lets us.
    pub unsupported: Vec<Unsupported>,
}

impl Verdict {
    /// Does rustc reject it, as far as we know?
    pub fn rejects(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// What stands behind an unsupported feature that the run reached: a type or name that is unknown is so because
    /// of the first thing that the check could not do.
    pub fn cause_of<'v>(&'v self, reached: &'v Unsupported) -> &'v Unsupported {
        let feature = reached.feature.as_str();
        let follows = feature == treebeard_sema::tree::UNKNOWN_TYPE
            || feature.ends_with(treebeard_sema::tree::UNRESOLVED);
        let is_cause =
            |known: &&Unsupported| !known.feature.as_str().ends_with(treebeard_sema::tree::UNRESOLVED);
        match self.unsupported.iter().find(is_cause) {
            Some(cause) if follows => cause,
            _ => reached,
        }
    }
}

impl Program {
    /// Checks all bodies of the program (the library is trusted).
    pub fn check(&self) -> Verdict {
        let sema = &self.sema;
        let mut verdict = Verdict { diagnostics: sema.check_items(), unsupported: sema.take_unsupported() };
        verdict.diagnostics.extend(self.test_errors());
        if self.entry == Entry::Main && self.main().is_none() {
            let message = format!("`main` function not found in crate `{}`", sema.def_name(self.root));
            verdict.diagnostics.push(
                Diagnostic::error(Some("E0601"), self.end, message).help("consider adding a `main` function"),
            );
        }
        for def in sema.local_bodies() {
            let results = sema.typeck(def);
            verdict.diagnostics.extend(results.diagnostics.iter().cloned());
            verdict.unsupported.extend(results.unsupported.iter().copied());
            let sound = !results.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
            if sound && results.unsupported.is_empty() {
                let body = sema.typed_body(def);
                verdict.unsupported.extend(body.unsupported.iter().copied());
                verdict.diagnostics.extend(sema.check_deferred(def));
                if body.unsupported.is_empty() {
                    verdict.diagnostics.extend(sema.check_patterns(def));
                    verdict.diagnostics.extend(sema.check_flow(def));
                }
            }
        }
        verdict.diagnostics.extend(sema.take_diagnostics());
        verdict.unsupported.extend(sema.take_unsupported());
        if !verdict.rejects() && verdict.unsupported.is_empty() {
            verdict.diagnostics.extend(self.constant_errors());
        }
        verdict.unsupported.dedup();
        verdict
    }
}
