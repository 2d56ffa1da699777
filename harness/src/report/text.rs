//! The report on a terminal: one row per suite, then what is wrong.

use std::fmt::Write as _;

use super::Report;

const PROBLEMS_SHOWN: usize = 20;

/// A few lines that say how it went.
pub fn summary(report: &Report) -> String {
    let mut text = String::new();
    let header = [
        "suite", "cases", "agree", "share", "silent", "unsupp.", "unstable", "defects", "rejects", "at line",
        "checks", "s",
    ];
    let mut rows = vec![header.map(str::to_owned)];
    for (suite, _) in &report.suites {
        let counts = suite.counts();
        rows.push([
            suite.name.clone(),
            counts.cases.to_string(),
            counts.agree.to_string(),
            share(counts.agree, counts.cases),
            counts.silent.to_string(),
            counts.unsupported.to_string(),
            counts.unstable.to_string(),
            counts.defects.to_string(),
            format!("{}/{}", counts.rejects[1], counts.rejects[0]),
            counts.rejects_at_line.to_string(),
            format!("{}/{}", counts.checks[1], counts.checks[0]),
            format!("{:.1}", suite.seconds),
        ]);
    }
    let widths: Vec<usize> = (0..header.len())
        .map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default())
        .collect();
    for row in &rows {
        let first = format!("{:<width$}", row[0], width = widths[0]);
        let rest = row.iter().zip(&widths).skip(1).map(|(cell, width)| format!("  {cell:>width$}"));
        line(&mut text, &format!("{first}{}", rest.collect::<String>()));
    }
    let features = report.features();
    if !features.is_empty() {
        line(&mut text, "\nunsupported, by programs that need it first:");
        for (feature, count) in features.iter().take(10) {
            line(&mut text, &format!("  {count:>5}  {feature}"));
        }
    }
    for reason in &report.regressions_accepted {
        line(&mut text, &format!("\nregression accepted: {reason}"));
    }
    if report.problems.is_empty() {
        line(&mut text, "\neverything as expected");
    } else {
        line(&mut text, &format!("\n{} problems:", report.problems.len()));
        for problem in report.problems.iter().take(PROBLEMS_SHOWN) {
            line(&mut text, &format!("  {problem}"));
        }
        if report.problems.len() > PROBLEMS_SHOWN {
            line(&mut text, &format!("  … and {} more", report.problems.len() - PROBLEMS_SHOWN));
        }
    }
    text
}

/// A share in per cent, rounded down: 100 % is only what is whole.
pub(super) fn share(part: usize, whole: usize) -> String {
    match (part * 1000).checked_div(whole) {
        Some(tenths) => format!("{}.{} %", tenths / 10, tenths % 10),
        None => "–".to_owned(),
    }
}

fn line(text: &mut String, line: &str) {
    if writeln!(text, "{line}").is_err() {
        unreachable!("writing into a string does not fail");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_never_rounds_up_to_the_whole() {
        assert_eq!(share(9999, 10000), "99.9 %");
        assert_eq!(share(3, 3), "100.0 %");
        assert_eq!(share(0, 0), "–");
    }
}
