//! What did rustc decide, in data that can be stored and compared?

use serde::{Deserialize, Serialize};

/// One error: its code and the line of its primary span, never its text alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The error code; some errors have none.
    pub code: Option<String>,
    /// Line of the primary span in the root file, from 1; 0 when it lies elsewhere.
    pub line: u32,
    /// Last line of the primary span.
    #[serde(default)]
    pub line_end: u32,
    /// rustc's words, for people.
    pub message: String,
}

impl Diagnostic {
    /// The code, or the name that VERDICTS gives to errors without one.
    pub fn name(&self) -> &str {
        match &self.code {
            Some(code) => code,
            None if self.message.starts_with("lifetime may not live long enough") => "LIFETIME",
            None if self.message.starts_with("future cannot be s") => "FUTURE",
            None => "ERROR",
        }
    }

    /// Whether the borrow checker made it.
    pub fn is_borrow(&self) -> bool {
        is_borrow_code(self.name())
    }
}

/// How far rustc came before it rejected: a later phase never ran, so its errors are unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Parsing, names or types: borrow errors of the same bodies are unknown.
    Early,
    /// The borrow checker.
    Borrow,
}

/// rustc's static verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Accepted.
    Accept,
    /// Rejected, with every error, sorted by line.
    Reject {
        /// The errors.
        diagnostics: Vec<Diagnostic>,
        /// The phase that was reached.
        phase: Phase,
    },
    /// Accepted by the check, rejected while generating code.
    PostMono {
        /// The errors.
        diagnostics: Vec<Diagnostic>,
    },
    /// rustc crashed.
    Ice {
        /// Its last words.
        message: String,
    },
}

impl Verdict {
    /// A rejection with those errors.
    pub fn reject(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|a, b| (a.line, &a.code, &a.message).cmp(&(b.line, &b.code, &b.message)));
        let phase = if diagnostics.iter().all(Diagnostic::is_borrow) { Phase::Borrow } else { Phase::Early };
        Self::Reject { diagnostics, phase }
    }

    /// The (code, line) pairs of a rejection: what a batch and a lone run must agree on.
    pub fn signature(&self) -> Option<Vec<(&str, u32)>> {
        match self {
            Self::Reject { diagnostics, .. } => {
                Some(diagnostics.iter().map(|error| (error.name(), error.line)).collect())
            }
            Self::Accept | Self::PostMono { .. } | Self::Ice { .. } => None,
        }
    }
}

/// Whether a verdict came from a batch or from a rustc of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// As one module of many.
    Batched,
    /// Alone.
    Solo,
}

/// The borrow checker's codes: the families Move, Uninit, MutBorrow, SharedMut, Dangling, Mutability and the part
/// of Region that is reported by the same pass.
pub fn is_borrow_code(code: &str) -> bool {
    const CODES: [&str; 30] = [
        "E0373", "E0381", "E0382", "E0384", "E0499", "E0500", "E0501", "E0502", "E0503", "E0505", "E0506",
        "E0507", "E0508", "E0509", "E0510", "E0515", "E0516", "E0521", "E0524", "E0594", "E0596", "E0597",
        "E0621", "E0626", "E0700", "E0712", "E0713", "E0716", "E0310", "LIFETIME",
    ];
    CODES.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: Option<&str>, line: u32, message: &str) -> Diagnostic {
        Diagnostic { code: code.map(str::to_owned), line, line_end: line, message: message.to_owned() }
    }

    #[test]
    fn a_type_error_hides_the_borrow_phase() {
        let borrow = error(Some("E0382"), 3, "use of moved value");
        let types = error(Some("E0308"), 2, "mismatched types");
        let Verdict::Reject { phase, .. } = Verdict::reject(vec![borrow.clone()]) else { unreachable!() };
        assert_eq!(phase, Phase::Borrow);
        let Verdict::Reject { phase, .. } = Verdict::reject(vec![borrow, types]) else { unreachable!() };
        assert_eq!(phase, Phase::Early);
    }

    #[test]
    fn an_error_without_code_has_a_name() {
        assert_eq!(error(None, 1, "lifetime may not live long enough").name(), "LIFETIME");
        assert_eq!(error(None, 1, "expected `;`").name(), "ERROR");
    }
}
