//! What does a batch prove, and about whom?
//!
//! - *Accept*: only when a batch exits with 0, reached by peeling off every program with an error until none is left.
//! - *Reject*: only when all errors of the batch are borrow errors and its planted E0382 was reported too, so that the
//!   borrow checker demonstrably reached every body.
//! - Anything else is no verdict: the program goes alone. A failure without a span, or a crash, is bisected.
//!
//! A variant of a program is of use or not, and never judged: any error of its own is its rejection.
//!
//! The reason is masking: an unclosed delimiter or an unmatched macro call in one program hides every borrow error
//! of all others, and an accepted batch would be needed to know that nothing was hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::batch::{Batch, CANARY_FILE, Pass};
use super::diagnostic::Report;
use super::program::Purpose;
use super::toolchain::Toolchain;
use super::verdict::{Diagnostic, Verdict};

/// What a batch proved.
#[derive(Debug, Default)]
pub(super) struct Peeled {
    /// Verdicts that count.
    pub(super) verdicts: BTreeMap<usize, Verdict>,
    /// Programs without a verdict: they go alone.
    pub(super) alone: BTreeSet<usize>,
    /// Executables: the members of each, all of them accepted and to be run.
    pub(super) built: Vec<Vec<usize>>,
}

/// Finds what the batch proves about each of its programs.
pub(super) fn judge(batch: &Batch<'_>, toolchain: &Toolchain) -> io::Result<Peeled> {
    let mut peeled = Peeled::default();
    check(batch, toolchain, (0..batch.len()).collect(), &mut peeled)?;
    let accepted = peeled.verdicts.iter().filter(|(_, verdict)| **verdict == Verdict::Accept);
    let to_build =
        accepted.map(|(number, _)| *number).filter(|number| batch.program(*number).purpose.runs()).collect();
    build(batch, toolchain, to_build, &mut peeled)?;
    Ok(peeled)
}

fn check(
    batch: &Batch<'_>,
    toolchain: &Toolchain,
    mut live: Vec<usize>,
    peeled: &mut Peeled,
) -> io::Result<()> {
    while !live.is_empty() {
        let report = batch.compile(toolchain, &live, Pass::Check)?;
        if report.success {
            peeled.verdicts.extend(live.into_iter().map(|number| (number, Verdict::Accept)));
            return Ok(());
        }
        let Some(errors) = attribute(batch, &report) else {
            return bisect(live, peeled, |half, peeled| check(batch, toolchain, half, peeled));
        };
        let broken: BTreeSet<usize> = errors
            .iter()
            .filter(|(_, list)| !list.iter().all(Diagnostic::is_borrow))
            .map(|(number, _)| *number)
            .collect();
        if broken.is_empty() {
            reject_by_borrow(batch, toolchain, &live, peeled)?;
            live.retain(|number| !errors.contains_key(number));
        } else {
            live.retain(|number| !broken.contains(number));
            for (number, list) in errors.into_iter().filter(|(number, _)| broken.contains(number)) {
                if batch.program(number).purpose == Purpose::Variant {
                    peeled.verdicts.insert(number, Verdict::reject(list));
                } else {
                    peeled.alone.insert(number);
                }
            }
        }
    }
    Ok(())
}

/// All errors are borrow errors: asks once more with the canary planted, and takes its errors as verdicts.
fn reject_by_borrow(
    batch: &Batch<'_>,
    toolchain: &Toolchain,
    live: &[usize],
    peeled: &mut Peeled,
) -> io::Result<()> {
    let mut report = batch.compile(toolchain, live, Pass::CheckWithCanary)?;
    let before = report.errors.len();
    report.errors.retain(|error| error.file != CANARY_FILE);
    let canary_reported = report.errors.len() == before - 1;
    let errors = attribute(batch, &report).unwrap_or_default();
    let all_borrow = errors.values().flatten().all(Diagnostic::is_borrow);
    for (number, list) in errors {
        // An error past the program's end stands in the appended line: the batch made it.
        let own =
            list.iter().all(|error| (error.line as usize) <= batch.program(number).source.lines().count());
        if canary_reported && all_borrow && own {
            peeled.verdicts.insert(number, Verdict::reject(list));
        } else {
            peeled.alone.insert(number);
        }
    }
    Ok(())
}

fn build(
    batch: &Batch<'_>,
    toolchain: &Toolchain,
    mut live: Vec<usize>,
    peeled: &mut Peeled,
) -> io::Result<()> {
    while !live.is_empty() {
        let report = batch.compile(toolchain, &live, Pass::Build)?;
        if report.success {
            peeled.built.push(live);
            return Ok(());
        }
        let Some(errors) = attribute(batch, &report) else {
            return bisect(live, peeled, |half, peeled| build(batch, toolchain, half, peeled));
        };
        for number in errors.keys() {
            peeled.verdicts.remove(number);
            peeled.alone.insert(*number);
        }
        live.retain(|number| !errors.contains_key(number));
    }
    Ok(())
}

/// Errors by program; nothing when one of them cannot be laid at a program's door.
fn attribute(batch: &Batch<'_>, report: &Report) -> Option<BTreeMap<usize, Vec<Diagnostic>>> {
    if report.crash.is_some() {
        return None;
    }
    let mut errors: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for error in &report.errors {
        errors.entry(batch.number_of(&error.file)?).or_default().push(error.diagnostic.clone());
    }
    (!errors.is_empty()).then_some(errors)
}

fn bisect(
    mut live: Vec<usize>,
    peeled: &mut Peeled,
    mut step: impl FnMut(Vec<usize>, &mut Peeled) -> io::Result<()>,
) -> io::Result<()> {
    if live.len() == 1 {
        for number in &live {
            peeled.verdicts.remove(number);
        }
        peeled.alone.extend(live);
        return Ok(());
    }
    let upper = live.split_off(live.len() / 2);
    step(live, peeled)?;
    step(upper, peeled)
}
