//! What is asked of a runner, and what does it answer?
//!
//! Plain data, one JSON line each. Output bytes travel as text when they are UTF-8 and as numbers otherwise, so
//! that nothing is lost and the common case stays readable.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Wall-clock limit of one run.
pub const TIME_MS_MAX: u64 = 10_000;
/// Output limit of one run, stdout and stderr together.
pub const OUTPUT_BYTES_MAX: usize = 16 << 20;
/// Address-space limit of a natively compiled program.
pub const NATIVE_BYTES_MAX: u64 = 4 << 30;

/// One program to run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The executable, as a path outside the sandbox.
    pub executable: PathBuf,
    /// What the program sees as its own name.
    pub arg0: String,
    /// Its arguments; `{src}` stands for the folder of `files`, `{out}` for the folder of the reply file.
    pub arguments: Vec<String>,
    /// Its whole environment, besides `TMPDIR`.
    pub environment: Vec<(String, String)>,
    /// Read-only files outside the working directory: path below `{src}`, contents.
    pub files: Vec<(String, String)>,
    /// A file below `{out}` whose contents go into the answer.
    pub reply_file: Option<String>,
    /// Address-space limit, when there is one.
    pub memory_bytes_max: Option<u64>,
    /// Wall-clock limit.
    pub time_ms_max: u64,
}

impl Request {
    /// A request to run `executable` under the usual limits.
    pub fn new(executable: PathBuf, arg0: &str) -> Self {
        Self {
            executable,
            arg0: arg0.to_owned(),
            arguments: Vec::new(),
            environment: vec![("RUST_BACKTRACE".to_owned(), "0".to_owned())],
            files: Vec::new(),
            reply_file: None,
            memory_bytes_max: Some(NATIVE_BYTES_MAX),
            time_ms_max: TIME_MS_MAX,
        }
    }
}

/// What one run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Bytes written to stdout.
    #[serde(with = "text_or_bytes")]
    pub stdout: Vec<u8>,
    /// Bytes written to stderr.
    #[serde(with = "text_or_bytes")]
    pub stderr: Vec<u8>,
    /// The exit code, when the program exited.
    pub exit: Option<i32>,
    /// The signal that ended it, when one did.
    pub signal: Option<i32>,
    /// The wall clock ran out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub timed_out: bool,
    /// The output limit was passed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub truncated: bool,
    /// Contents of the reply file, when one was asked for and written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
}

fn is_false(value: &bool) -> bool {
    !*value
}

/// The runner's answer to one request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// The program ran.
    Ran(Output),
    /// The runner could not start it; the text says why.
    Failed(String),
}

mod text_or_bytes {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum TextOrBytes {
        Text(String),
        Bytes(Vec<u8>),
    }

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(bytes) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => TextOrBytes::Bytes(bytes.to_vec()).serialize(serializer),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        Ok(match TextOrBytes::deserialize(deserializer)? {
            TextOrBytes::Text(text) => text.into_bytes(),
            TextOrBytes::Bytes(bytes) => bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_survive_the_pipe() {
        let output = Output { stdout: vec![0xff, b'a'], stderr: b"text".to_vec(), ..Output::default() };
        let line = serde_json::to_string(&output).expect("plain data");
        assert_eq!(serde_json::from_str::<Output>(&line).expect("own output"), output);
    }
}
