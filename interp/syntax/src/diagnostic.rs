//! What can be wrong with a user's program, as data.
//!
//! A [`Diagnostic`] carries rustc's code and positions; verdicts compare those, never the text. An [`Unsupported`]
//! is the other kind: the program may be right, but we cannot do it; it has one constructor and is counted.

use crate::span::SpanId;
use crate::symbol::Symbol;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// rustc rejects the program.
    Error,
    /// rustc warns.
    Warning,
}

/// A position with its explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub span: SpanId,
    /// What is said there; may be empty.
    pub text: String,
}

/// One finding about the user's program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// rustc's error code (`"E0308"`), or `None` where rustc has none.
    pub code: Option<&'static str>,
    /// Error or warning.
    pub level: Level,
    /// The main message, without code.
    pub message: String,
    /// rustc's primary span and its label.
    pub primary: Label,
    /// Further labelled positions.
    pub secondary: Vec<Label>,
    /// Notes without position.
    pub notes: Vec<String>,
    /// A suggestion.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error with rustc's `code` at `span`.
    pub fn error(code: Option<&'static str>, span: SpanId, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            level: Level::Error,
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Sets the label of the primary span.
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds a secondary label.
    pub fn secondary(mut self, span: SpanId, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a note.
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Sets the suggestion.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }
}

/// Something that Treebeard cannot do (yet), although the program may be right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Unsupported {
    /// A short, stable name of the feature, used for ranking: `"async block"`, `"std::net::TcpStream"`.
    pub feature: Symbol,
    /// Where the program needs it.
    pub span: SpanId,
}

impl Unsupported {
    /// The only way to say that something is not supported.
    pub fn new(feature: impl AsRef<str>, span: SpanId) -> Unsupported {
        Unsupported { feature: Symbol::new(feature.as_ref()), span }
    }
}
