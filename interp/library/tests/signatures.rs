//! Every item of the library says something that sema understands: names resolve, impls have what their traits want,
//! bounds hold.

use treebeard_sema::Sema;

#[test]
fn all_items_are_understood() {
    let sema = Sema::new(treebeard_library::library());
    let (diagnostics, unsupported) = sema.check_library_items();
    let place =
        |span: treebeard_syntax::SpanId| span.location().map_or_else(|| "?".to_owned(), |l| l.to_string());
    let mut lines: Vec<String> = diagnostics
        .iter()
        .map(|d| format!("{}: {} {}", place(d.primary.span), d.code.unwrap_or(""), d.message))
        .collect();
    lines.extend(unsupported.iter().map(|u| format!("{}: {}", place(u.span), u.feature)));
    assert!(lines.is_empty(), "{}\n{} findings", lines.join("\n"), lines.len());
}
