//! Standard output and error of the program.
//!
//! Output is line-buffered as rustc's program does it: a write that contains a newline flushes up to its last
//! newline. A closed output ends the program cleanly, as the default `SIGPIPE` handling ends a shell tool.
//!
//! Invariant: nothing is printed out of order; standard output is flushed before anything is written to standard
//! error by the runtime itself only at the end (the two are independent, as natively).

use std::io::Write;

use crate::trap::{Trap, raise};

/// Where the program's output goes.
#[derive(Debug)]
pub enum Sink {
    /// The process's own standard streams.
    Process,
    /// Kept in memory: `(stdout, stderr)`.
    Memory,
    /// Kept in memory, both as `stdout`, in the order they were written: the output of a test.
    Together,
}

/// Standard output and error.
#[derive(Debug)]
pub struct Output {
    sink: Sink,
    buffer: Vec<u8>,
    /// What was printed, with `Sink::Memory`.
    pub stdout: Vec<u8>,
    /// What was printed to standard error, with `Sink::Memory`.
    pub stderr: Vec<u8>,
    closed: bool,
    /// Anything was ever printed.
    pub used: bool,
}

impl Default for Output {
    fn default() -> Output {
        Output::new()
    }
}

impl Output {
    /// To the process's streams.
    pub fn new() -> Output {
        Output {
            sink: Sink::Process,
            buffer: Vec::with_capacity(8192),
            stdout: Vec::new(),
            stderr: Vec::new(),
            closed: false,
            used: false,
        }
    }

    /// Keeps everything in memory.
    pub fn capture(&mut self) {
        self.sink = Sink::Memory;
    }

    /// Keeps everything in memory, both streams as one.
    pub fn capture_together(&mut self) {
        self.sink = Sink::Together;
    }

    /// Writes to standard output.
    pub fn print(&mut self, bytes: &[u8]) {
        self.used |= !bytes.is_empty();
        match bytes.iter().rposition(|&b| b == b'\n') {
            Some(last) => {
                self.buffer.extend_from_slice(&bytes[..=last]);
                self.flush_or_end();
                self.buffer.extend_from_slice(&bytes[last + 1..]);
            }
            None => {
                self.buffer.extend_from_slice(bytes);
                if self.buffer.len() >= 8192 {
                    self.flush_or_end();
                }
            }
        }
    }

    fn flush_or_end(&mut self) {
        self.flush();
        if self.closed {
            raise(Trap::Closed);
        }
    }

    /// Writes out what is buffered; remembers whether the stream is closed.
    pub fn flush(&mut self) {
        match self.sink {
            Sink::Memory | Sink::Together => self.stdout.append(&mut self.buffer),
            Sink::Process => {
                let mut out = std::io::stdout().lock();
                if out.write_all(&self.buffer).and_then(|()| out.flush()).is_err() {
                    self.closed = true;
                }
                self.buffer.clear();
            }
        }
    }

    /// Writes to standard error, unbuffered.
    pub fn error(&mut self, text: &str) {
        self.error_bytes(text.as_bytes());
    }

    /// Writes bytes to standard error, unbuffered.
    pub fn error_bytes(&mut self, bytes: &[u8]) {
        match self.sink {
            Sink::Memory => self.stderr.extend_from_slice(bytes),
            Sink::Together => {
                self.flush();
                self.stdout.extend_from_slice(bytes);
            }
            Sink::Process => {
                // Nothing can be done when standard error itself is closed; natively it is ignored too.
                let _ = std::io::stderr().lock().write_all(bytes);
            }
        }
    }
}
