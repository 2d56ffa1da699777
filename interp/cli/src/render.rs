//! Diagnostics as people and tools read them.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};
use treebeard_syntax::{Diagnostic, Level, SpanId, Unsupported, source};

/// Prints diagnostics: `human` and `short` to standard error, `json` one object a line.
pub(crate) fn diagnostics(list: &[Diagnostic], format: &str) {
    for diagnostic in list {
        match format {
            "json" => eprintln!("{}", json(diagnostic)),
            "short" => eprintln!("{}", short(diagnostic)),
            _ => eprintln!("{}\n", human(diagnostic)),
        }
    }
    let errors = list.iter().filter(|diagnostic| diagnostic.level == Level::Error).count();
    if errors > 0 && format == "human" {
        eprintln!("error: aborting due to {errors} error{}", if errors == 1 { "" } else { "s" });
    }
}

/// Prints what we cannot do.
pub(crate) fn unsupported(unsupported: &Unsupported, format: &str) {
    let at = place(unsupported.span);
    if format == "json" {
        eprintln!("{}", serde_json::json!({ "unsupported": unsupported.feature.as_str(), "at": at }));
    } else {
        eprintln!(
            "unsupported: {}{}",
            unsupported.feature,
            at.map_or(String::new(), |at| format!("\n  --> {at}"))
        );
    }
}

fn place(span: SpanId) -> Option<String> {
    span.call_site().location().map(|l| format!("{}:{}:{}", l.file, l.line, l.column))
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

fn short(diagnostic: &Diagnostic) -> String {
    let code = diagnostic.code.map_or(String::new(), |code| format!("[{code}]"));
    let at = place(diagnostic.primary.span).map_or(String::new(), |at| format!("{at}: "));
    format!("{at}{}{code}: {}", word(diagnostic.level), diagnostic.message)
}

fn json(diagnostic: &Diagnostic) -> serde_json::Value {
    let location = diagnostic.primary.span.call_site().location();
    serde_json::json!({
        "level": word(diagnostic.level),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": location.as_ref().map(|l| l.file.clone()),
        "line": location.as_ref().map(|l| l.line),
        "column": location.as_ref().map(|l| l.column),
    })
}

/// As rustc prints it.
fn human(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if let Some(code) = diagnostic.code {
        title = title.id(code);
    }
    let primary = diagnostic.primary.span.call_site();
    let Some((data, file)) = primary.data().and_then(|data| Some((data, source::file(data.file)?))) else {
        return short(diagnostic);
    };
    let mut snippet = Snippet::source(&*file.text).path(file.name.as_str());
    let range = |span: SpanId| {
        let span = span.call_site().data()?;
        let whole = span.lo <= span.hi && span.hi as usize <= file.text.len();
        (span.file == data.file && whole).then_some(span.lo as usize..span.hi as usize)
    };
    let Some(first) = range(primary) else { return short(diagnostic) };
    let mut annotation = AnnotationKind::Primary.span(first);
    if !diagnostic.primary.text.is_empty() {
        annotation = annotation.label(diagnostic.primary.text.as_str());
    }
    snippet = snippet.annotation(annotation);
    for label in &diagnostic.secondary {
        if let Some(range) = range(label.span) {
            snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label.text.as_str()));
        }
    }
    let mut group = Group::with_title(title).element(snippet);
    for note in &diagnostic.notes {
        group = group.element(Title::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    let renderer = if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group]).to_string()
}
