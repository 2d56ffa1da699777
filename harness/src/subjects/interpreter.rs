//! The interpreter as a subject: one sandboxed process per program, `EXECUTABLE PREFIX… run FILE --outcome …`.

use std::path::PathBuf;

use treebeard_oracle::sandbox::{Output, Pool, Request};

use crate::outcome::Record;
use crate::subject::{Job, Mode, Observation, Subject};

const OUTCOME_FILE: &str = "outcome.json";

/// An executable with the `run` and `check` commands of `treebeard`.
#[derive(Debug)]
pub struct Interpreter<'p> {
    pool: &'p Pool,
    executable: PathBuf,
    prefix: Vec<String>,
}

impl<'p> Interpreter<'p> {
    /// The interpreter behind `executable prefix…`, run in the sandbox of `pool`.
    pub fn new(pool: &'p Pool, executable: PathBuf, prefix: Vec<String>) -> Self {
        Self { pool, executable, prefix }
    }
}

impl Subject for Interpreter<'_> {
    fn name(&self) -> &str {
        "interpreter"
    }

    fn observe(&self, job: Job<'_>) -> Observation {
        let program = job.program;
        let command = match job.mode {
            Mode::Run | Mode::Explore(_) => "run",
            Mode::Check => "check",
        };
        let mut request = Request::new(self.executable.clone(), program.arg0());
        // It reserves address space, so it is limited by its own `--memory`.
        request.memory_bytes_max = None;
        request.arguments = self.prefix.clone();
        let file = format!("{{src}}/{}", program.name);
        let words = [command, &file, "--source-name", &program.name, "--edition", program.edition.year()];
        request.arguments.extend(words.iter().map(|word| (*word).to_owned()));
        if let Mode::Explore(seed) = job.mode {
            request.arguments.extend(["--seed".to_owned(), seed.to_string()]);
        }
        // rustc sees where programs are found; the program that runs sees nothing of the host.
        if let Ok(path) = std::env::var("PATH") {
            request.arguments.extend(["--compile-env".to_owned(), format!("PATH={path}")]);
        }
        request.arguments.extend(["--outcome".to_owned(), format!("{{out}}/{OUTCOME_FILE}")]);
        request.reply_file = Some(OUTCOME_FILE.to_owned());
        let folder = program.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        request.files.push((program.name.clone(), program.source.clone()));
        request.files.extend(program.files.iter().map(|(name, text)| {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            (path, text.clone())
        }));
        match self.pool.run(&request) {
            Ok(mut output) => {
                let record = match output.reply.take() {
                    Some(text) => Record::parse(&text),
                    None => Err(missing(&output)),
                };
                Observation { output, record }
            }
            Err(error) => Observation { output: Output::default(), record: Err(error.to_string()) },
        }
    }
}

fn missing(output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let last = stderr.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let how = match (output.exit, output.signal) {
        (_, Some(signal)) => format!("signal {signal}"),
        (Some(exit), None) => format!("exit code {exit}"),
        (None, None) => "unknown end".to_owned(),
    };
    format!("no outcome record ({how}): {last}")
}
