//! What does the compiled program do, and does it do the same each time?

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::batch::CASE_VARIABLE;
use super::program::Program;
use super::screen::{may_vary, needs_sandbox};
use super::verdict::{How, Verdict};
use crate::sandbox::{Output, Pool, PoolError, Request, Tier};

/// Two runs always.
const RUNS_MIN: usize = 2;
/// Up to five where something that varies is named, and before a difference is declared.
pub(super) const RUNS_MAX: usize = 5;

/// rustc's whole answer about one program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Native {
    /// The static verdict.
    pub verdict: Verdict,
    /// Where it came from.
    pub how: How,
    /// What the program did, run by run; empty when it was rejected or only checked.
    pub runs: Vec<Output>,
    /// Why an accepted program was not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_run: Option<String>,
}

impl Native {
    /// The first run, when there is one.
    pub fn first(&self) -> Option<&Output> {
        self.runs.first()
    }

    /// Every run ended by itself, within its limits, and all did the same.
    pub fn is_stable(&self) -> bool {
        let Some(first) = self.runs.first() else { return false };
        self.ended() && self.runs.iter().all(|run| same(first, run))
    }

    /// Every run ended within its limits.
    pub fn ended(&self) -> bool {
        self.runs.iter().all(|run| !run.timed_out && !run.truncated)
    }
}

/// Whether two runs did the same, thread ids aside.
pub(super) fn same(a: &Output, b: &Output) -> bool {
    (a.exit, a.signal) == (b.exit, b.signal)
        && a.stdout == b.stdout
        && normalise(&a.stderr) == normalise(&b.stderr)
}

/// Replaces what two right implementations may say differently in panic messages: the operating system's thread ids
/// (`thread 'main' (123) panicked` gets `(TID)`), and positions inside the standard library, whose lines are its
/// own affair (`at /rustc/…/library/core/src/char.rs:1:2`, `at /rust/deps/hashbrown-0.16.1/src/lib.rs:3:4` and
/// `at library/char.rs:3:4` become `at library`).
///
/// ```
/// use treebeard_oracle::rustc::normalise;
///
/// let text = b"thread 'main' (4711) panicked at src/main.rs:2:5:\nno\n";
/// assert_eq!(normalise(text), b"thread 'main' (TID) panicked at src/main.rs:2:5:\nno\n");
/// ```
pub fn normalise(stderr: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(stderr.len());
    let mut rest = stderr;
    while let Some(at) = find(rest, b"' (").filter(|_| rest.len() > 3) {
        let digits = rest[at + 3..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = &rest[at + 3 + digits..];
        result.extend_from_slice(&rest[..at + 3]);
        let message =
            after.starts_with(b") panicked at ") || after.starts_with(b") has overflowed its stack");
        if digits > 0 && message {
            result.extend_from_slice(b"TID");
            rest = after;
            if let Some(position) = rest.strip_prefix(PANICKED_AT)
                && let Some(end) = library_position(position)
            {
                result.extend_from_slice(PANICKED_AT);
                result.extend_from_slice(b"library");
                rest = &position[end..];
            }
        } else {
            rest = &rest[at + 3..];
        }
    }
    result.extend_from_slice(rest);
    result
}

const PANICKED_AT: &[u8] = b") panicked at ";

/// The length of a position inside the standard library, as rustc's own builds or ours print it, without the colon
/// that ends it.
fn library_position(text: &[u8]) -> Option<usize> {
    let line = text.iter().position(|&byte| byte == b'\n')?;
    let position = text[..line].strip_suffix(b":")?;
    let path = match position.strip_prefix(b"/rustc/") {
        Some(rest) => &rest[rest.iter().position(|&byte| byte == b'/')? + 1..],
        None => position,
    };
    let inside = path.starts_with(b"library/") || position.starts_with(b"/rust/deps/");
    inside.then_some(position.len())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Runs a compiled program twice, and up to five times where the runs could differ.
pub(super) fn run(
    pool: &Pool,
    program: &Program,
    executable: &Path,
    case: Option<usize>,
    runs_wanted: usize,
) -> Result<(Vec<Output>, Option<String>), PoolError> {
    if pool.tier() == Tier::None && needs_sandbox(&program.source) {
        return Ok((
            Vec::new(),
            Some("there is no sandbox here, and it names files, processes or the network".to_owned()),
        ));
    }
    let mut request = Request::new(executable.to_owned(), program.arg0());
    request.environment.extend(case.map(|case| (CASE_VARIABLE.to_owned(), case.to_string())));
    let wanted = if may_vary(&program.source) { RUNS_MAX } else { runs_wanted.max(RUNS_MIN) };
    let mut runs: Vec<Output> = Vec::with_capacity(wanted);
    while runs.len() < wanted {
        let run = pool.run(&request)?;
        let hopeless = run.timed_out || run.truncated;
        let differs = runs.first().is_some_and(|first| !same(first, &run));
        runs.push(run);
        // One that does not end proves its point at once; one that differs is looked at a few times more.
        if hopeless || (differs && runs.len() >= RUNS_MAX) {
            break;
        }
        if differs && wanted < RUNS_MAX {
            return run_rest(pool, &request, runs);
        }
    }
    Ok((runs, None))
}

fn run_rest(
    pool: &Pool,
    request: &Request,
    mut runs: Vec<Output>,
) -> Result<(Vec<Output>, Option<String>), PoolError> {
    while runs.len() < RUNS_MAX {
        runs.push(pool.run(request)?);
    }
    Ok((runs, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thread_ids_and_library_positions_are_replaced() {
        let rows = [
            ("thread 'main' (42) panicked at a.rs:1:1:", "thread 'main' (TID) panicked at a.rs:1:1:"),
            ("thread '<unnamed>' (7) panicked at x", "thread '<unnamed>' (TID) panicked at x"),
            (
                "\nthread 'main' (7) has overflowed its stack\n",
                "\nthread 'main' (TID) has overflowed its stack\n",
            ),
            (
                "thread 'main' (7) panicked at /rust/deps/hashbrown-0.16.1/src/raw/mod.rs:1323:21:\nx",
                "thread 'main' (TID) panicked at library:\nx",
            ),
            (
                "thread 'main' (7) panicked at /rustc/59807/library/core/src/num/mod.rs:442:5:\nx",
                "thread 'main' (TID) panicked at library:\nx",
            ),
            (
                "thread 'main' (1) panicked at library/num/signed.rs:205:74:\nx",
                "thread 'main' (TID) panicked at library:\nx",
            ),
            ("it's 'a' (42) apples", "it's 'a' (42) apples"),
            ("' (", "' ("),
        ];
        for (raw, expected) in rows {
            assert_eq!(String::from_utf8_lossy(&normalise(raw.as_bytes())), expected);
        }
    }
}
