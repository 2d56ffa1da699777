//! Subjects that must never agree: they show that agreement proves something.
//!
//! Null does nothing, Constant always prints the same, Flip does what rustc did but for one byte, Skip does not run.
//! Echo does exactly what rustc did; it stands in for a perfect subject where only an expectation is on trial.

use std::collections::HashMap;

use treebeard_oracle::rustc::{Native, Program};
use treebeard_oracle::sandbox::Output;

use crate::outcome::{Dynamic, Record};
use crate::subject::{Job, Observation, Subject};

/// Accepts everything, prints nothing, exits with 0.
#[derive(Debug)]
pub struct Null;

impl Subject for Null {
    fn name(&self) -> &str {
        "null"
    }

    fn observe(&self, _: Job<'_>) -> Observation {
        accepted(Output { exit: Some(0), ..Output::default() })
    }
}

/// Accepts everything and prints the same line.
#[derive(Debug)]
pub struct Constant;

impl Subject for Constant {
    fn name(&self) -> &str {
        "constant"
    }

    fn observe(&self, _: Job<'_>) -> Observation {
        accepted(Output { exit: Some(0), stdout: b"treebeard canary\n".to_vec(), ..Output::default() })
    }
}

/// Accepts everything and runs nothing.
#[derive(Debug)]
pub struct Skip;

impl Subject for Skip {
    fn name(&self) -> &str {
        "skip"
    }

    fn observe(&self, _: Job<'_>) -> Observation {
        let output = Output { exit: Some(0), ..Output::default() };
        Observation { output, record: Ok(Record::accepted(Dynamic::NotRun {}, 0)) }
    }
}

/// Does what rustc did.
#[derive(Debug)]
pub struct Echo<'n> {
    natives: HashMap<String, &'n Native>,
}

impl<'n> Echo<'n> {
    /// An echo of those answers.
    pub fn new(natives: impl IntoIterator<Item = (&'n Program, &'n Native)>) -> Self {
        let natives = natives.into_iter().map(|(program, native)| (program.digest().hex(), native)).collect();
        Self { natives }
    }

    fn output(&self, job: Job<'_>) -> Output {
        let native = self.natives.get(&job.program.digest().hex());
        native.and_then(|native| native.first()).cloned().unwrap_or_default()
    }
}

impl Subject for Echo<'_> {
    fn name(&self) -> &str {
        "echo"
    }

    fn observe(&self, job: Job<'_>) -> Observation {
        accepted(self.output(job))
    }
}

/// Does what rustc did, with one byte of output changed (or added, where there was none).
#[derive(Debug)]
pub struct Flip<'n>(pub Echo<'n>);

impl Subject for Flip<'_> {
    fn name(&self) -> &str {
        "flip"
    }

    fn observe(&self, job: Job<'_>) -> Observation {
        let mut output = self.0.output(job);
        let target = if output.stdout.is_empty() && !output.stderr.is_empty() {
            &mut output.stderr
        } else {
            &mut output.stdout
        };
        // The last byte: one in the middle could be a digit of a thread id, which the comparison rightly ignores.
        match target.last_mut() {
            Some(byte) => *byte ^= 1,
            None => target.push(b'\n'),
        }
        accepted(output)
    }
}

fn accepted(output: Output) -> Observation {
    let exit = output.exit.unwrap_or(134);
    let dynamic = if exit == 101 {
        Dynamic::Panic { message: String::new(), location: String::new() }
    } else {
        Dynamic::Clean {}
    };
    Observation { output, record: Ok(Record::accepted(dynamic, exit)) }
}
