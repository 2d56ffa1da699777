//! Syntax errors in rustc's words, as far as syn tells what it wanted.

use crate::span::SpanId;

/// syn's message as rustc would put it.
pub(crate) fn rustc_wording(message: &str, span: SpanId, at_end: bool) -> String {
    let found = if at_end { None } else { span.snippet() };
    let first = found.as_deref().map(|text| text.split_whitespace().next().unwrap_or("").to_owned());
    let message = message.strip_prefix("unexpected end of input, ").unwrap_or(message);
    let wanted = message.strip_prefix("expected ").map(|wanted| match wanted {
        "an expression" => "expression",
        other => other,
    });
    match (wanted, first) {
        (Some(wanted), Some(found)) if !found.is_empty() && !wanted.contains("found") => {
            format!("expected {wanted}, found `{found}`")
        }
        (Some(wanted), _) => format!("expected {wanted}"),
        (None, Some(found)) if message.starts_with("unexpected token") && !found.is_empty() => {
            format!("{message}, found `{found}`")
        }
        (None, _) => message.to_owned(),
    }
}

/// The code that rustc has for one of syn's messages.
pub(crate) fn rustc_code(message: &str) -> Option<&'static str> {
    (message == "at least one trait is required for an object type").then_some("E0224")
}
