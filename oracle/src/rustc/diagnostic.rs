//! Which errors did one rustc run report, and in which files do they stand?
//!
//! Follows rustc's JSON diagnostics: <https://doc.rust-lang.org/rustc/json.html>.

use std::process::Output;

use serde::Deserialize;

use super::verdict::Diagnostic;

/// One rustc run, read.
#[derive(Debug)]
pub(super) struct Report {
    /// rustc exited with 0.
    pub(super) success: bool,
    /// A signal, an internal error, or no readable error although it failed: says why.
    pub(super) crash: Option<String>,
    /// The errors.
    pub(super) errors: Vec<Located>,
}

/// An error and the file of its primary span.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// The file, as rustc was given it; empty when there is no span.
    pub(super) file: String,
    /// The error.
    pub(super) diagnostic: Diagnostic,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    code: Option<Code>,
    level: String,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u32,
    line_end: u32,
    #[serde(default)]
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Report {
    /// Reads rustc's stderr.
    pub(super) fn read(output: &Output) -> Self {
        let text = String::from_utf8_lossy(&output.stderr);
        let mut errors = Vec::new();
        let mut crash = None;
        for line in text.lines().filter(|line| line.starts_with('{')) {
            let Ok(message) = serde_json::from_str::<Message>(line) else { continue };
            if message.level.contains("internal compiler error") {
                crash = Some(message.message);
            } else if message.level == "error" && !message.message.starts_with("aborting due to") {
                errors.push(locate(message));
            }
        }
        let success = output.status.success();
        if !success && errors.is_empty() && crash.is_none() {
            let tail: String = text.lines().rev().take(3).collect::<Vec<_>>().join(" | ");
            crash = Some(format!("{}: {tail}", output.status));
        }
        Self { success, crash, errors }
    }

    /// The errors alone.
    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        self.errors.into_iter().map(|error| error.diagnostic).collect()
    }
}

fn locate(message: Message) -> Located {
    let code = message.code.map(|code| code.code);
    let span = message.spans.into_iter().find(|span| span.is_primary).map(out_of_library);
    let (file, line, line_end) = match span {
        Some(span) => (span.file_name, span.line_start, span.line_end),
        None => (String::new(), 0, 0),
    };
    Located { file, diagnostic: Diagnostic { code, line, line_end, message: message.message } }
}

/// A span inside a library macro stands for the place that called the macro.
fn out_of_library(mut span: Span) -> Span {
    while span.file_name.starts_with('/') || span.file_name.starts_with('<') {
        match span.expansion {
            Some(expansion) => span = expansion.span,
            None => break,
        }
    }
    span
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use super::*;

    fn read(stderr: &str, exit: i32) -> Report {
        let status = ExitStatus::from_raw(exit << 8);
        Report::read(&Output { status, stdout: Vec::new(), stderr: stderr.as_bytes().to_vec() })
    }

    #[test]
    fn a_span_in_a_library_macro_is_followed_to_its_call() {
        let report = read(
            r#"{"message":"m","code":{"code":"E0277"},"level":"error","spans":[{"file_name":"/rustc/x/macros.rs","line_start":9,"line_end":9,"is_primary":true,"expansion":{"span":{"file_name":"p3.rs","line_start":4,"line_end":4,"expansion":null}}}]}
{"message":"aborting due to 1 previous error","code":null,"level":"error","spans":[]}"#,
            1,
        );
        assert_eq!(report.errors.len(), 1);
        assert_eq!((report.errors[0].file.as_str(), report.errors[0].diagnostic.line), ("p3.rs", 4));
        assert_eq!(report.crash, None);
    }

    #[test]
    fn failing_without_errors_is_a_crash() {
        assert!(read("linker exploded", 1).crash.is_some());
    }
}
