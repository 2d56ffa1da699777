//! How does the rest of the program get something run? It asks a pool of runners.
//!
//! A runner is started when first needed and kept; asking blocks until one is free. A runner that dies (its program
//! found a way to kill it) is replaced, and the request that killed it is an error, never retried silently.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::protocol::{Answer, Output, Request};
use super::runner::RUNNER_ARGUMENT;
use super::tier::Tier;

/// Runners that enter the sandbox once each and run one program at a time.
#[derive(Debug)]
pub struct Pool {
    executable: PathBuf,
    prefix: Vec<String>,
    tier: Tier,
    idle: Mutex<Idle>,
    returned: Condvar,
}

#[derive(Debug)]
struct Idle {
    runners: Vec<Runner>,
    /// Runners that may still be started.
    unstarted: usize,
}

#[derive(Debug)]
struct Runner {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Why a program could not be run at all.
#[derive(Debug)]
pub enum PoolError {
    /// The runner process could not be started.
    Start(std::io::Error),
    /// The runner died or broke the protocol during the request.
    Lost(String),
    /// The runner could not start the program.
    Refused(String),
}

impl fmt::Display for PoolError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => write!(formatter, "the sandbox runner does not start: {error}"),
            Self::Lost(detail) => write!(formatter, "the sandbox runner was lost: {detail}"),
            Self::Refused(detail) => write!(formatter, "the sandbox refused: {detail}"),
        }
    }
}

impl std::error::Error for PoolError {}

impl Pool {
    /// A pool of at most `size` runners: `executable prefix… RUNNER_ARGUMENT`, inside `tier`.
    pub fn new(executable: PathBuf, prefix: Vec<String>, tier: Tier, size: usize) -> Self {
        let idle = Idle { runners: Vec::new(), unstarted: size.max(1) };
        Self { executable, prefix, tier, idle: Mutex::new(idle), returned: Condvar::new() }
    }

    /// The sandbox's strength.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// The executable whose `main` serves as runner and probe.
    pub fn executable(&self) -> &PathBuf {
        &self.executable
    }

    /// Arguments that come before every argument of that executable.
    pub fn prefix(&self) -> &[String] {
        &self.prefix
    }

    /// Runs one program to its end.
    pub fn run(&self, request: &Request) -> Result<Output, PoolError> {
        let mut runner = self.take()?;
        match runner.ask(request) {
            Ok(answer) => {
                self.lock().runners.push(runner);
                self.returned.notify_one();
                match answer {
                    Answer::Ran(output) => Ok(output),
                    Answer::Failed(detail) => Err(PoolError::Refused(detail)),
                }
            }
            Err(detail) => {
                drop(runner);
                self.lock().unstarted += 1;
                self.returned.notify_one();
                Err(PoolError::Lost(detail))
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Runner, PoolError> {
        let mut idle = self.lock();
        loop {
            if let Some(runner) = idle.runners.pop() {
                return Ok(runner);
            }
            if idle.unstarted > 0 {
                idle.unstarted -= 1;
                drop(idle);
                return self.start().map_err(|error| {
                    self.lock().unstarted += 1;
                    PoolError::Start(error)
                });
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn start(&self) -> std::io::Result<Runner> {
        let mut command = self.tier.command(&self.executable);
        command.args(&self.prefix).args([RUNNER_ARGUMENT, self.tier.word()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("no pipes to the runner"));
        };
        Ok(Runner { child, requests: Some(requests), answers: BufReader::new(answers) })
    }
}

impl Runner {
    fn ask(&mut self, request: &Request) -> Result<Answer, String> {
        let mut line = serde_json::to_string(request).map_err(|error| error.to_string())?;
        line.push('\n');
        let requests = self.requests.as_mut().ok_or("its pipe is closed")?;
        requests
            .write_all(line.as_bytes())
            .and_then(|()| requests.flush())
            .map_err(|error| error.to_string())?;
        let mut answer = String::new();
        match self.answers.read_line(&mut answer) {
            Ok(0) => Err("it ended during the request".to_owned()),
            Ok(_) => serde_json::from_str(&answer).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        // Closing the request pipe ends the runner; the wait leaves no zombie.
        drop(self.requests.take());
        if self.child.wait().is_err() {
            // Nothing is left to wait for.
        }
    }
}
