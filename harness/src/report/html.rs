//! The report as one page: no other file, light and dark, readable on a phone.
//!
//! First screen: defects, newly broken, newly fixed; then the suites with their change since the baseline. Below: the
//! features that would unlock most, the canaries, where rustc's answers came from; then every case that fails.

use std::collections::BTreeMap;

use super::Report;
use super::diff::{self, Side};
use super::text::share;
use crate::baseline::Change;
use crate::class::{Class, Meaning};
use crate::compare::exit_code;
use crate::engine::{CaseResult, SuiteResult};

const STYLE: &str = include_str!("style.css");

/// Programs shown per unsupported feature; the JSON names all of them.
const SHOWN_PER_FEATURE: usize = 5;
/// Features shown with programs.
const FEATURES_SHOWN: usize = 40;

/// The page.
pub fn page(report: &Report) -> String {
    let mut body = first_screen(report);
    body.push_str(&problems(report));
    body.push_str(&fixed(report));
    body.push_str(&features(report));
    body.push_str(&canaries(report));
    body.push_str(&oracle(report));
    for (suite, _) in &report.suites {
        body.push_str(&failures(suite));
    }
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Treebeard against rustc</title>\
         <style>{STYLE}</style></head>\n<body><main>\n{body}</main></body></html>\n"
    )
}

fn first_screen(report: &Report) -> String {
    let total = |count: fn(&(SuiteResult, Change)) -> usize| report.suites.iter().map(count).sum::<usize>();
    let defects = total(|(suite, _)| suite.counts().defects);
    let broken = total(|(_, change)| change.broken.len());
    let fixed = total(|(_, change)| change.fixed.len());
    let tile = |label: &str, count: usize, class: &str| {
        format!("<div class=\"tile {class}\"><b>{count}</b><span>{label}</span></div>")
    };
    let bad = |count: usize| if count > 0 { "bad" } else { "good" };
    let mut html = String::from("<h1>Treebeard against rustc</h1>\n");
    for reason in &report.regressions_accepted {
        html.push_str(&format!("<p class=\"notice\">Regression accepted: {}</p>", escape(reason)));
    }
    html.push_str("<div class=\"tiles\">");
    html.push_str(&tile("defects", defects, bad(defects)));
    html.push_str(&tile("newly broken", broken, bad(broken)));
    html.push_str(&tile("newly fixed", fixed, "plain"));
    html.push_str("</div>\n<table><tr><th>suite<th>agree<th>silent<th>unsupported<th>unstable<th>cases</tr>");
    for (suite, change) in &report.suites {
        let counts = suite.counts();
        let delta = |now: usize, listed: usize| match now as i64 - listed as i64 {
            _ if change.missing => String::new(),
            0 => String::new(),
            difference => format!(" <i>{difference:+}</i>"),
        };
        let gained = change.fixed.len() as i64 - change.broken.len() as i64;
        let gained =
            if change.missing || gained == 0 { String::new() } else { format!(" <i>{gained:+}</i>") };
        html.push_str(&format!(
            "<tr><td>{}<td>{} <small>{}</small>{gained}{}<td>{}{}<td>{}{}<td>{}<td>{}</tr>",
            escape(&suite.name),
            counts.agree,
            share(counts.agree, counts.cases),
            bar(counts.agree, counts.silent, counts.unsupported, counts.cases),
            counts.silent,
            delta(counts.silent, change.listed.silent),
            counts.unsupported,
            delta(counts.unsupported, change.listed.unsupported),
            counts.unstable,
            counts.cases,
        ));
    }
    html.push_str("</table>\n");
    html.push_str(&format!(
        "<p><small>{} · sandbox: {}</small></p>\n",
        escape(&report.toolchain),
        escape(&report.tier)
    ));
    html
}

/// A bar of agreement, silence and the unsupported, drawn as inline SVG.
fn bar(agree: usize, silent: usize, unsupported: usize, cases: usize) -> String {
    let Some(width) = (1000 * agree).checked_div(cases) else { return String::new() };
    let (silent, unsupported) = (1000 * silent / cases, 1000 * unsupported / cases);
    let rect = |class: &str, x: usize, width: usize| {
        format!("<rect class=\"{class}\" x=\"{x}\" width=\"{width}\" height=\"10\"/>")
    };
    format!(
        "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"share\">{}{}{}</svg>",
        rect("agree", 0, width),
        rect("silent", width, silent),
        rect("unsupported", width + silent, unsupported),
    )
}

fn problems(report: &Report) -> String {
    if report.problems.is_empty() {
        return "<p class=\"good\">Everything as expected.</p>\n".to_owned();
    }
    let items: String =
        report.problems.iter().take(200).map(|text| format!("<li>{}</li>", escape(text))).collect();
    format!(
        "<details open><summary>{} problems</summary><ul class=\"bad\">{items}</ul></details>\n",
        report.problems.len()
    )
}

fn fixed(report: &Report) -> String {
    let items: String = report
        .suites
        .iter()
        .flat_map(|(suite, change)| change.fixed.iter().map(move |case| format!("{}::{case}", suite.name)))
        .map(|name| format!("<li>{}</li>", escape(&name)))
        .collect();
    if items.is_empty() {
        items
    } else {
        format!("<details><summary>newly fixed</summary><ul>{items}</ul></details>\n")
    }
}

fn features(report: &Report) -> String {
    let features = report.features();
    if features.is_empty() {
        return String::new();
    }
    let row = |(name, count): &(String, usize)| format!("<tr><td>{count}<td>{}</tr>", escape(name));
    let rows: String = features.iter().take(10).map(row).collect();
    format!(
        "<h2>Unsupported features, by programs that need them first</h2><table class=\"narrow\">{rows}</table>\n"
    )
}

fn canaries(report: &Report) -> String {
    let mut html =
        String::from("<h2>Canaries</h2><table><tr><th>subject<th>suite<th>agrees<th>passes of traced</tr>");
    for (suite, _) in &report.suites {
        for row in &suite.canaries {
            let class = if row.problem().is_some() { "bad" } else { "good" };
            html.push_str(&format!(
                "<tr class=\"{class}\"><td>{}<td>{}<td>{} of {}<td>{} of {}</tr>",
                row.subject,
                escape(&suite.name),
                row.agreed,
                row.cases,
                row.traced_passed,
                row.traced
            ));
        }
    }
    html.push_str("</table><table class=\"narrow\">");
    for trap in &report.traps {
        let class = if trap.problem().is_some() { "bad" } else { "good" };
        html.push_str(&format!(
            "<tr class=\"{class}\"><td>{}<td>{}</tr>",
            escape(&trap.name),
            escape(&trap.found)
        ));
    }
    html.push_str("</table>\n");
    html
}

fn oracle(report: &Report) -> String {
    let mut html = String::from(
        "<h2>Where rustc's answers came from</h2><table><tr><th>suite<th>batched<th>solo<th>cached<th>blocks<th>skipped<th>seconds</tr>",
    );
    for (suite, _) in &report.suites {
        let skipped: Vec<String> =
            suite.skipped.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        let origins = suite.origins;
        html.push_str(&format!(
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{:.1}</tr>",
            escape(&suite.name),
            origins.batched,
            origins.solo,
            origins.cached,
            suite.blocks,
            escape(&skipped.join(", ")),
            suite.seconds
        ));
    }
    html.push_str("</table>\n");
    html
}

fn failures(suite: &SuiteResult) -> String {
    let mut html = String::new();
    let failing = suite.results.iter().filter(|result| result.judgement.class.meaning() == Meaning::Defect);
    let others = suite.results.iter().filter(|result| {
        result.judgement.class.meaning() == Meaning::Short
            && !matches!(result.judgement.class, Class::Unsupported | Class::AgreeSilent)
    });
    let shown: Vec<String> = failing.chain(others).map(case).collect();
    if !shown.is_empty() {
        html.push_str(&format!("<h2>{}: cases to look at</h2>\n{}", escape(&suite.name), shown.concat()));
    }
    let mut by_feature: BTreeMap<&str, Vec<&CaseResult>> = BTreeMap::new();
    for result in suite.results.iter().filter(|result| result.judgement.class == Class::Unsupported) {
        by_feature.entry(&result.judgement.detail).or_default().push(result);
    }
    let mut by_feature: Vec<_> = by_feature.into_iter().collect();
    by_feature.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
    if !by_feature.is_empty() {
        html.push_str(&format!("<h2>{}: unsupported</h2>\n", escape(&suite.name)));
    }
    for (feature, results) in by_feature.iter().take(FEATURES_SHOWN) {
        let cases: String = results.iter().take(SHOWN_PER_FEATURE).map(|result| case(result)).collect();
        html.push_str(&format!(
            "<details><summary>{} × {}</summary>{cases}</details>\n",
            results.len(),
            escape(feature)
        ));
    }
    html
}

fn case(result: &CaseResult) -> String {
    let judgement = &result.judgement;
    let class = if judgement.class.meaning() == Meaning::Defect { "bad" } else { "plain" };
    let mut html = format!(
        "<details class=\"case\"><summary class=\"{class}\">{} <code>{}</code> <small>{}{}</small></summary>",
        judgement.class,
        escape(&result.case.name),
        escape(&judgement.detail),
        judgement.line.map_or_else(String::new, |line| format!(" (line {line})")),
    );
    if let Some(difference) = &judgement.difference {
        let (native, subject) = (&difference.native, &difference.subject);
        html.push_str("<p><small>− rustc, + Treebeard</small></p>");
        if exit_code(native) != exit_code(subject) {
            html.push_str(&format!("<p>exit: − {} + {}</p>", exit_code(native), exit_code(subject)));
        }
        html.push_str(&diff_block("stdout", &native.stdout, &subject.stdout));
        html.push_str(&diff_block("stderr", &native.stderr, &subject.stderr));
    }
    html.push_str(&format!("<pre>{}</pre></details>\n", escape(&result.case.program.source)));
    html
}

fn diff_block(name: &str, native: &[u8], subject: &[u8]) -> String {
    if native == subject {
        return String::new();
    }
    let mut html = format!("<p><small>{name}</small></p><pre class=\"diff\">");
    for (side, line) in diff::lines(native, subject) {
        let (class, mark) = match side {
            Side::Both => ("both", ' '),
            Side::Native => ("native", '−'),
            Side::Subject => ("subject", '+'),
        };
        html.push_str(&format!("<span class=\"{class}\">{mark} {}\n</span>", escape(&line)));
    }
    html.push_str("</pre>");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
