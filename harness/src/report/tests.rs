//! One small report, told in all three ways.

use treebeard_oracle::rustc::{Edition, Program};
use treebeard_oracle::sandbox::Output;

use super::*;
use crate::canary::CanaryRow;
use crate::case::{Case, Kind};
use crate::compare::{Difference, Judgement};
use crate::engine::{CaseResult, Origins};

fn output(stdout: &str) -> Output {
    Output { stdout: stdout.as_bytes().to_vec(), exit: Some(0), ..Output::default() }
}

fn result(name: &str, class: Class, detail: &str, difference: Option<Difference>) -> CaseResult {
    let program = Program::new("main.rs", &format!("fn main() {{ /* {name} < */ }}"), Edition::E2024);
    let case = Case { name: name.to_owned(), program, kind: Kind::Run, expectation: None };
    let judgement = Judgement {
        class,
        detail: detail.to_owned(),
        line: Some(7),
        at_line: false,
        difference: difference.map(Box::new),
    };
    CaseResult { case, judgement, standing: Some(Kind::Run), traced: None }
}

fn report() -> Report {
    let difference =
        Difference { native: output("same\nnative\n"), subject: output("same\nother\n"), traced: false };
    let results = vec![
        result("good", Class::AgreeClean, "", None),
        result("bad", Class::OutputDiff, "stdout differs", Some(difference)),
        result("missing", Class::Unsupported, "async blocks", None),
    ];
    let row = CanaryRow { subject: "null".to_owned(), cases: 3, traced: 0, agreed: 0, traced_passed: 0 };
    let suite = SuiteResult {
        name: "docs:book".to_owned(),
        blocks: 4,
        skipped: [("duplicate".to_owned(), 1)].into(),
        results,
        origins: Origins { batched: 2, solo: 1, cached: 0 },
        canaries: vec![row],
        untraced: 0,
        accepted: [3, 1],
        seconds: 1.5,
    };
    Report {
        toolchain: "rustc 1.95.0".to_owned(),
        tier: "root".to_owned(),
        suites: vec![(suite, Change { fixed: vec!["good".to_owned()], ..Change::default() })],
        traps: Vec::new(),
        mismatches: Vec::new(),
        missing_suites: Vec::new(),
        regressions_accepted: vec!["why & how".to_owned()],
        problems: vec!["docs:book::bad: OUTPUT-DIFF".to_owned()],
    }
}

#[test]
fn the_json_has_the_agreed_form() {
    let document = document(&report());
    let suite = &document["suites"]["docs:book"];
    let numbers = ["blocks", "cases", "agree", "silent", "traced", "unsupported", "unstable", "defects"];
    let found: Vec<u64> = numbers.iter().filter_map(|name| suite[name].as_u64()).collect();
    assert_eq!(found, [4, 3, 1, 0, 0, 1, 0, 1]);
    assert_eq!(suite["skipped"]["duplicate"], 1);
    assert_eq!(suite["classes"]["OUTPUT-DIFF"], 1);
    assert_eq!(suite["oracle"]["batched"], 2);
    assert_eq!(suite["seconds"], 1.5);
    assert_eq!(suite["failures"][0]["case"], "bad");
    assert_eq!(suite["failures"][1]["detail"], "async blocks");
    assert_eq!(document["canaries"]["null"]["docs:book"]["agree"], 0);
    assert_eq!(document["toolchain"], "rustc 1.95.0");
}

#[test]
fn the_page_stands_alone_and_shows_what_fails() {
    let page = page(&report());
    for part in [
        "why &amp; how",
        "− native",
        "+ other",
        "/* bad &lt; */",
        "async blocks",
        "(line 7)",
        "33.3 %",
        "<li>docs:book::good",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for outside in ["http://", "https://", "src=", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_summary_names_what_is_wrong() {
    let summary = summary(&report());
    assert!(summary.contains("1 problems:\n  docs:book::bad: OUTPUT-DIFF"));
    assert!(summary.contains("33.3 %"));
}
