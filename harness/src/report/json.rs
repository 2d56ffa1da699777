//! The report as JSON, in the form that tools rely on.

use serde_json::{Map, Value, json};

use super::Report;
use crate::class::Meaning;
use crate::engine::SuiteResult;

/// The whole report.
pub fn document(report: &Report) -> Value {
    let suites: Map<String, Value> =
        report.suites.iter().map(|(suite, change)| {
            let mut value = suite_value(suite);
            value["change"] = json!({
                "broken": change.broken, "fixed": change.fixed, "vanished": change.vanished, "listed": change.listed.all,
            });
            (suite.name.clone(), value)
        }).collect();
    json!({
        "toolchain": report.toolchain,
        "suites": suites,
        "canaries": canaries(report),
        "sandbox": report.tier,
        "problems": report.problems,
        "regressions_accepted": report.regressions_accepted,
        "features": report.features().into_iter().take(50).map(|(name, count)| json!([name, count])).collect::<Vec<_>>(),
    })
}

fn suite_value(suite: &SuiteResult) -> Value {
    let counts = suite.counts();
    let classes: Map<String, Value> =
        counts.classes.iter().map(|(class, count)| (class.word().to_owned(), json!(count))).collect();
    let failures: Vec<Value> = suite
        .results
        .iter()
        .filter(|result| matches!(result.judgement.class.meaning(), Meaning::Short | Meaning::Defect))
        .map(|result| {
            json!({
                "case": result.case.name,
                "class": result.judgement.class.word(),
                "detail": result.judgement.detail,
                "line": result.judgement.line,
            })
        })
        .collect();
    json!({
        "blocks": suite.blocks,
        "skipped": suite.skipped,
        "cases": counts.cases,
        "agree": counts.agree,
        "silent": counts.silent,
        "traced": counts.traced,
        "unsupported": counts.unsupported,
        "unstable": counts.unstable,
        "defects": counts.defects,
        "traces": counts.traces,
        "untraced": suite.untraced,
        "rejects": {
            "meant": counts.rejects_meant,
            "cases": counts.rejects[0],
            "agree": counts.rejects[1],
            "at_line": counts.rejects_at_line,
        },
        "checks": {"cases": counts.checks[0], "agree": counts.checks[1]},
        "classes": classes,
        "oracle": {
            "batched": suite.origins.batched,
            "solo": suite.origins.solo,
            "cached": suite.origins.cached,
            "accepted_alone": suite.accepted[1],
        },
        "seconds": (suite.seconds * 1000.0).round() / 1000.0,
        "failures": failures,
    })
}

fn canaries(report: &Report) -> Value {
    let mut rows = Map::new();
    for (suite, _) in &report.suites {
        for row in &suite.canaries {
            let entry = rows.entry(row.subject.clone()).or_insert_with(|| json!({}));
            entry[&suite.name] = json!({
                "cases": row.cases, "traced": row.traced, "agree": row.agreed, "traced_passed": row.traced_passed,
            });
        }
    }
    for trap in &report.traps {
        rows.insert(trap.name.clone(), json!({"wanted": trap.wanted, "found": trap.found}));
    }
    Value::Object(rows)
}
