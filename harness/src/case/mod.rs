//! What is a case? A program, what is wanted of it, and perhaps what it must do.

pub mod header;
pub mod marks;

use treebeard_oracle::rustc::Program;

/// One case of a suite.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name within the suite.
    pub name: String,
    /// The program.
    pub program: Program,
    /// What is compared.
    pub kind: Kind,
    /// What its author pinned, when somebody did.
    pub expectation: Option<Expectation>,
}

/// What is compared for a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The static verdict and what the program does.
    Run,
    /// The static verdict of a program that rustc accepts and that is not to be run.
    Check,
    /// The static verdict of a program that is meant to be rejected.
    Reject,
}

/// What a case's author pinned; rustc must confirm every part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Exit code.
    pub exit: i32,
    /// stdout, byte for byte.
    pub stdout: String,
    /// stderr, thread ids replaced.
    pub stderr: String,
    /// The errors: line and name, sorted; empty when the program is accepted.
    pub marks: Vec<(u32, String)>,
    /// Why two native runs may differ.
    pub unstable: Option<String>,
}

impl Case {
    /// Identifies the case's text in baselines.
    pub fn content_hash(&self) -> String {
        self.program.content_digest().hex()[..16].to_owned()
    }
}
