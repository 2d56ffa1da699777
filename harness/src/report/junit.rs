//! The report as JUnit XML, for tools that show test results.
//!
//! A case that agrees is a success, a defect or a case newly broken a failure; what is listed as not agreeing yet,
//! and what rustc gives nothing to compare with, is skipped, with its class.

use std::collections::HashSet;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite};

use super::Report;
use crate::class::Meaning;
use crate::compare::Judgement;

/// The whole report.
pub fn junit(report: &Report) -> std::io::Result<String> {
    let mut document = Document::new("treebeard conform");
    for (suite, change) in &report.suites {
        let mut written = TestSuite::new(suite.name.as_str());
        written.set_time(Duration::from_secs_f64(suite.seconds));
        // `broken` has the class behind the name.
        let broken: HashSet<&str> =
            change.broken.iter().filter_map(|text| text.split_once(' ')).map(|(name, _)| name).collect();
        for result in &suite.results {
            let status = status(&result.judgement, broken.contains(result.case.name.as_str()));
            let mut case = TestCase::new(result.case.name.as_str(), status);
            case.set_classname(suite.name.as_str());
            written.add_test_case(case);
        }
        document.add_test_suite(written);
    }
    let mut whole = TestSuite::new("run");
    for problem in &report.problems {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(problem.as_str());
        whole.add_test_case(TestCase::new("problem", status));
    }
    document.add_test_suite(whole);
    document.to_string().map_err(std::io::Error::other)
}

fn status(judgement: &Judgement, broken: bool) -> TestCaseStatus {
    let message = format!("{}: {}", judgement.class, judgement.detail);
    let mut status = match judgement.class.meaning() {
        Meaning::Agreement => TestCaseStatus::success(),
        Meaning::Defect => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Meaning::Short if broken => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Meaning::Short | Meaning::Apart => TestCaseStatus::skipped(),
    };
    if judgement.class.meaning() != Meaning::Agreement {
        status.set_message(message);
    }
    status
}
