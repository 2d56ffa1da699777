//! What does a subject say about a program it was given? This file is the whole interface.
//!
//! A subject writes one `Record` as JSON into the file that it was told (`--outcome FILE`). Its exit code says
//! nothing, because programs use the same codes; a record that is missing means that the subject broke.
//!
//! Plain data on purpose: subjects produce it, the comparison and the reports read it, nobody else is known here.

use serde::{Deserialize, Serialize};

/// The version of this format.
pub const VERSION: u32 = 1;

/// What a subject reports about one program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`VERSION`].
    pub version: u32,
    /// What the check of all bodies decided.
    #[serde(rename = "static")]
    pub verdict: Static,
    /// What happened when the program ran.
    pub dynamic: Dynamic,
    /// Unsupported features in bodies that the run did not reach; for a check, in any body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsupported_in_uncalled: Vec<Unsupported>,
    /// The exit code that the subject ends with.
    pub exit: i32,
    /// Steps taken, when the subject counts them.
    #[serde(default)]
    pub steps: u64,
}

/// The static verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Static {
    /// Every body was checked and accepted, as far as it is supported. Always `true`.
    Accept(bool),
    /// Rejected before running.
    Reject {
        /// Every error.
        diagnostics: Vec<Diagnostic>,
    },
}

/// One error that the subject found before running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// rustc's code for it; some errors have none.
    pub code: Option<String>,
    /// Line of the primary span, from 1.
    pub line: u32,
    /// The message, for people.
    pub message: String,
}

/// What happened when the program ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dynamic {
    /// It ran to its end, whatever its exit code.
    Clean {},
    /// A panic ended it.
    Panic {
        /// The panic message.
        message: String,
        /// `file:line:column`.
        location: String,
    },
    /// It broke an ownership rule.
    Violation {
        /// The family, as `Move` or `MutBorrow`.
        family: String,
        /// Line of the access, from 1.
        line: u32,
        /// Column of the access, from 1.
        column: u32,
        /// The message, for people.
        message: String,
    },
    /// It reached something that the subject cannot do.
    Unsupported(Unsupported),
    /// Its fuel ran out.
    OutOfFuel {},
    /// The subject itself is broken.
    Bug {
        /// What broke.
        message: String,
    },
    /// It was not run: rejected, or only checked.
    NotRun {},
}

/// Something that a subject cannot do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsupported {
    /// The feature, in words that are the same wherever it occurs.
    pub feature: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Column, from 1; 0 when unknown.
    pub column: u32,
}

impl Record {
    /// A record of a program that was accepted and did `dynamic`.
    pub fn accepted(dynamic: Dynamic, exit: i32) -> Self {
        let unsupported_in_uncalled = Vec::new();
        Self {
            version: VERSION,
            verdict: Static::Accept(true),
            dynamic,
            unsupported_in_uncalled,
            exit,
            steps: 0,
        }
    }

    /// A record of a program that was rejected before running.
    pub fn rejected(diagnostics: Vec<Diagnostic>) -> Self {
        let verdict = Static::Reject { diagnostics };
        let unsupported_in_uncalled = Vec::new();
        Self {
            version: VERSION,
            verdict,
            dynamic: Dynamic::NotRun {},
            unsupported_in_uncalled,
            exit: 1,
            steps: 0,
        }
    }

    /// Reads a record; anything else than this version is an error.
    pub fn parse(text: &str) -> Result<Self, String> {
        let record: Self =
            serde_json::from_str(text).map_err(|error| format!("unreadable outcome record: {error}"))?;
        if record.version != VERSION {
            return Err(format!("outcome record of version {}, not {VERSION}", record.version));
        }
        if record.verdict == Static::Accept(false) {
            return Err("outcome record with `accept: false`".to_owned());
        }
        Ok(record)
    }

    /// The record as JSON.
    pub fn to_json(&self) -> String {
        match serde_json::to_string(self) {
            Ok(text) => text,
            Err(error) => unreachable!("plain data always serialises: {error}"),
        }
    }

    /// The first unsupported feature, in reached code before unreached.
    pub fn first_unsupported(&self) -> Option<&Unsupported> {
        match &self.dynamic {
            Dynamic::Unsupported(unsupported) => Some(unsupported),
            Dynamic::Clean {}
            | Dynamic::Panic { .. }
            | Dynamic::Violation { .. }
            | Dynamic::OutOfFuel {}
            | Dynamic::Bug { .. }
            | Dynamic::NotRun {} => self.unsupported_in_uncalled.first(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_what_subjects_write() {
        let text = r#"{"version":1,"static":{"accept":true},"dynamic":{"unsupported":{"feature":"async","line":3,"column":5}},"exit":2,"steps":7}"#;
        let record = Record::parse(text).expect("a valid record");
        assert_eq!(record.first_unsupported().map(|found| found.feature.as_str()), Some("async"));
        assert_eq!(record.to_json(), text);
        let text = r#"{"version":1,"static":{"reject":{"diagnostics":[{"code":"E0308","line":2,"message":"m"}]}},"dynamic":{"not_run":{}},"exit":1,"steps":0}"#;
        assert_eq!(Record::parse(text).expect("a valid record").to_json(), text);
    }

    #[test]
    fn another_version_is_refused() {
        let record = Record { version: 2, ..Record::accepted(Dynamic::Clean {}, 0) };
        assert!(Record::parse(&record.to_json()).is_err());
    }
}
