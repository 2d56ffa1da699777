//! Every body of the library infers without a diagnostic: the library is the largest program that inference meets,
//! and rustc accepts each of these bodies.

use treebeard_sema::Sema;
use treebeard_syntax::SpanId;

fn place(span: SpanId) -> String {
    span.location().map_or_else(|| "?".to_owned(), |location| location.to_string())
}

#[test]
fn every_body_is_inferred() {
    treebeard_syntax::on_large_stack(|| {
        let sema = Sema::new(treebeard_library::library());
        let bodies = sema.library_bodies();
        assert!(bodies.len() > 3000, "the library's bodies are listed: {}", bodies.len());
        let mut findings = Vec::new();
        for &body in &bodies {
            let results = sema.typeck(body);
            let name = sema.def_path(body);
            findings.extend(results.diagnostics.iter().map(|d| {
                format!("{}: {name}: {} {}", place(d.primary.span), d.code.unwrap_or(""), d.message)
            }));
            findings.extend(
                results
                    .unsupported
                    .iter()
                    .map(|u| format!("{}: {name}: unsupported: {}", place(u.span), u.feature)),
            );
        }
        assert!(
            findings.is_empty(),
            "{}\n{} findings in {} bodies",
            findings.join("\n"),
            findings.len(),
            bodies.len()
        );
    });
}
