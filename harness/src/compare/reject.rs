//! How do two rejections compare, and what does it mean when only rustc rejects?

use std::sync::OnceLock;

use treebeard_oracle::rustc::{Diagnostic, Verdict, is_borrow_code};

use super::Judgement;
use crate::class::Class;
use crate::outcome::{self, Dynamic, Static};
use crate::subject::Observation;

/// Codes that the subject does not claim to check, each with the reason: `CODE<TAB>why`.
const NOT_ANALYSED: &str = include_str!("../../data/not-analysed.tsv");

/// Codes outside the borrow checker's own that only ownership analysis can find: regions and threads.
const OWNERSHIP_CODES: [&str; 3] = ["E0309", "E0491", "E0195"];

/// What rustc says to `#![feature]` on a stable toolchain: nothing it reports besides is worth comparing.
const NEEDS_NIGHTLY: &str = "E0554";

/// Whether only a nightly toolchain would judge the program itself.
pub(super) fn needs_nightly(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|error| error.name() == NEEDS_NIGHTLY)
}

/// The code that a case of the error index is about: `E0382` for `E0382#2`.
fn promised(case: &str) -> Option<&str> {
    let code = case.get(..5)?;
    let is_code = code.starts_with('E') && code[1..].bytes().all(|byte| byte.is_ascii_digit());
    is_code.then_some(code)
}

pub(super) fn judge(case: &str, native: &Verdict, seen: Observation) -> Judgement {
    let Verdict::Reject { diagnostics: expected, .. } = native else {
        return Judgement::new(Class::NativeAccept, "");
    };
    if seen.output.timed_out {
        return Judgement::new(Class::Poisoned, "time ran out");
    }
    let record = match seen.record {
        Ok(record) => record,
        Err(why) => return Judgement::new(Class::Bug, why),
    };
    if let Dynamic::Bug { message } = record.dynamic {
        return Judgement::new(Class::Bug, message);
    }
    match &record.verdict {
        Static::Reject { diagnostics } => both(promised(case), expected, diagnostics),
        Static::Accept(_) => match record.first_unsupported() {
            Some(found) => Judgement::unsupported(found),
            None => only_rustc(expected),
        },
    }
}

fn both(promised: Option<&str>, expected: &[Diagnostic], found: &[outcome::Diagnostic]) -> Judgement {
    let mut ours: Vec<(u32, &str)> = found.iter().map(|error| (error.line, name(error))).collect();
    let mut theirs: Vec<(u32, &str)> = expected.iter().map(|error| (error.line, error.name())).collect();
    ours.sort_unstable();
    ours.dedup();
    theirs.sort_unstable();
    theirs.dedup();
    let detail = format!("rustc: {}; here: {}", list(expected), list_subject(found));
    let shares_error = ours.iter().any(|error| theirs.contains(error));
    let shares_code = ours.iter().any(|(_, code)| theirs.iter().any(|(_, other)| other == code));
    // Where the page's own code is among rustc's, no other one makes up for it.
    let promised = promised.filter(|code| theirs.iter().any(|(_, other)| other == code));
    let at_line = match promised {
        Some(code) => ours.iter().any(|error| error.1 == code && theirs.contains(error)),
        None => shares_error,
    };
    let judgement = if ours == theirs {
        Judgement::new(Class::AgreeReject, "")
    } else if shares_error {
        Judgement::new(Class::AgreeReject, format!("in part: {detail}"))
    } else if shares_code {
        Judgement::new(Class::AgreeReject, format!("other line: {detail}"))
    } else {
        Judgement::new(Class::RejectOther, detail)
    };
    Judgement { at_line, ..judgement }
}

fn only_rustc(expected: &[Diagnostic]) -> Judgement {
    let needs_ownership = |name: &str| is_borrow_code(name) || OWNERSHIP_CODES.contains(&name);
    let class = if expected.iter().all(|error| needs_ownership(error.name())) {
        Class::RustcStricter
    } else if expected.iter().any(|error| not_analysed().contains(&error.name())) {
        // The listed error alone makes rustc reject, so accepting is what the list announces.
        Class::NotAnalysed
    } else {
        Class::StaticLaxer
    };
    Judgement::new(class, list(expected))
}

/// The codes on the list of those that the subject does not claim to check.
fn not_analysed() -> &'static [&'static str] {
    static CODES: OnceLock<Vec<&'static str>> = OnceLock::new();
    CODES.get_or_init(|| {
        let rows = NOT_ANALYSED.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| line.split_once('\t')).map(|(code, _)| code).collect()
    })
}

fn name(error: &outcome::Diagnostic) -> &str {
    match &error.code {
        Some(code) => code,
        None if error.message.starts_with("lifetime may not live long enough") => "LIFETIME",
        None if error.message.starts_with("future cannot be s") => "FUTURE",
        None => "ERROR",
    }
}

/// rustc's errors in one line.
pub(super) fn list(diagnostics: &[Diagnostic]) -> String {
    let shown = diagnostics
        .iter()
        .map(|error| format!("{} line {}: {}", error.name(), error.line, first_line(&error.message)));
    shown.take(4).collect::<Vec<_>>().join("; ")
}

/// The subject's errors in one line.
pub(super) fn list_subject(diagnostics: &[outcome::Diagnostic]) -> String {
    let shown = diagnostics
        .iter()
        .map(|error| format!("{} line {}: {}", name(error), error.line, first_line(&error.message)));
    shown.take(4).collect::<Vec<_>>().join("; ")
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_page_is_the_one_that_counts() {
        assert_eq!(promised("E0382#2"), Some("E0382"));
        assert_eq!(promised("Else#1"), None);
        let rustc = |code: &str, line| Diagnostic {
            code: Some(code.to_owned()),
            line,
            line_end: line,
            message: String::new(),
        };
        let ours = |code: &str, line| outcome::Diagnostic {
            code: Some(code.to_owned()),
            line,
            message: String::new(),
        };
        let expected = [rustc("E0382", 3), rustc("E0308", 7)];
        let rows = [
            (Some("E0382"), ours("E0382", 3), true),
            (Some("E0382"), ours("E0382", 4), false),
            (Some("E0382"), ours("E0308", 7), false),
            (Some("E0999"), ours("E0308", 7), true),
            (None, ours("E0308", 7), true),
        ];
        for (promised, found, at_line) in rows {
            let judgement = both(promised, &expected, std::slice::from_ref(&found));
            assert_eq!(judgement.at_line, at_line, "{promised:?} {found:?}");
        }
    }
}
