//! The static verdict: every body of the program, before anything runs.
//!
//! The order is rustc's: names and items, then types, then (per body, if its types are right) patterns and flow.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use treebeard_sema::Sema;
use treebeard_sema::def::DefId;
use treebeard_syntax::{Diagnostic, Level, Unsupported, on_large_stack};

use crate::load::{Entry, Program};

/// What checking found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Errors and warnings, in order of discovery.
    pub diagnostics: Vec<Diagnostic>,
    /// What we cannot do; bodies that hold it are checked only as far as it lets us.
    pub unsupported: Vec<Unsupported>,
}

/// Codes of rustc's move, mutability and borrow analysis, all of which come after inference.
const OWNERSHIP_CODES: [&str; 27] = [
    "E0373", "E0381", "E0382", "E0384", "E0499", "E0500", "E0501", "E0502", "E0503", "E0505", "E0506",
    "E0507", "E0508", "E0509", "E0510", "E0515", "E0521", "E0524", "E0594", "E0596", "E0597", "E0621",
    "E0626", "E0700", "E0712", "E0713", "E0716",
];

impl Verdict {
    /// Does rustc reject it, as far as we know?
    pub fn rejects(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Is every error one of ownership? Then what the program means is known, and it could run all the same; after any
    /// other error there are expressions without a type or names that mean nothing.
    pub fn is_about_ownership(&self) -> bool {
        let mut errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
        // What may not cross threads shares its code with all bounds that do not hold, but takes no type away.
        errors.all(|error| {
            error.code.is_some_and(|code| OWNERSHIP_CODES.contains(&code))
                || error.message.ends_with("between threads safely")
        })
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
    ///
    /// ```
    /// # use treebeard::{LoadOptions, Program, Source};
    /// # let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    /// let text = "fn main() {
    ///     let a = String::new();
    ///     let b = a;
    ///     println!(\"{a}{b}\");
    /// }";
    /// let source = Source::Text { name: "moved.rs".to_owned(), text: text.to_owned() };
    /// let verdict = Program::load(&source, &options).unwrap().check();
    /// assert!(verdict.rejects() && verdict.is_about_ownership());
    /// let error = &verdict.diagnostics[0];
    /// assert_eq!(error.code, Some("E0382"));
    /// assert_eq!(error.primary.span.call_site().location().unwrap().line, 4);
    /// ```
    pub fn check(&self) -> Verdict {
        on_large_stack(|| self.check_all())
    }

    fn check_all(&self) -> Verdict {
        let sema = &self.sema;
        let mut verdict = Verdict { diagnostics: sema.check_items(), unsupported: sema.take_unsupported() };
        verdict.diagnostics.extend(self.test_errors());
        if self.entry == Entry::Main && self.main().is_none() {
            let message = format!("`main` function not found in crate `{}`", sema.def_name(self.root));
            verdict.diagnostics.push(
                Diagnostic::error(Some("E0601"), self.end, message).help("consider adding a `main` function"),
            );
        }
        for found in check_bodies(sema, &sema.local_bodies()) {
            verdict.diagnostics.extend(found.diagnostics);
            verdict.unsupported.extend(found.unsupported);
        }
        let mut late = sema.take_diagnostics();
        late.sort_by_key(|diagnostic| diagnostic.primary.span.data().map(|data| (data.file, data.lo)));
        verdict.diagnostics.extend(late);
        verdict.unsupported.extend(sema.take_unsupported());
        let only_constants_fail =
            |found: &Diagnostic| found.level != Level::Error || found.code == Some("E0080");
        if verdict.diagnostics.iter().all(only_constants_fail) && verdict.unsupported.is_empty() {
            verdict.diagnostics.extend(self.constant_errors(verdict.rejects()));
        }
        verdict.unsupported.dedup();
        verdict
    }
}

/// Bodies that a thread takes at a time; fewer than two such portions are not worth a thread.
const PORTION: usize = 32;

/// Stack of a thread that checks bodies, as deep as expressions may nest.
const STACK: usize = 1 << 30;

/// Checks bodies, on several threads if there are many; the findings are in the order of the bodies.
fn check_bodies(sema: &Sema, bodies: &[DefId]) -> Vec<Verdict> {
    let portions: Vec<&[DefId]> = bodies.chunks(PORTION).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<OnceLock<Vec<Verdict>>> = portions.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((portion, slot)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            portions.get(index).zip(found.get(index))
        } {
            slot.get_or_init(|| portion.iter().map(|def| check_body(sema, *def)).collect());
        }
    };
    std::thread::scope(|scope| {
        // Without other threads this one does it all.
        let spawn = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..cores.min(portions.len() / 2)).filter_map(spawn).collect();
        work();
        for other in others {
            other.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload));
        }
    });
    found.into_iter().filter_map(OnceLock::into_inner).flatten().collect()
}

fn check_body(sema: &Sema, def: DefId) -> Verdict {
    let results = sema.typeck(def);
    let mut verdict =
        Verdict { diagnostics: results.diagnostics.to_vec(), unsupported: results.unsupported.to_vec() };
    let sound = !verdict.rejects();
    if sound && results.unsupported.is_empty() {
        let body = sema.typed_body(def);
        verdict.unsupported.extend(body.unsupported.iter().copied());
        verdict.diagnostics.extend(sema.check_deferred(def));
        verdict.diagnostics.extend(sema.check_opaque_types(def));
        if body.unsupported.is_empty() {
            verdict.diagnostics.extend(sema.check_patterns(def));
            verdict.diagnostics.extend(sema.check_flow(def));
            verdict.diagnostics.extend(sema.check_async_recursion(def));
        }
    }
    verdict
}
