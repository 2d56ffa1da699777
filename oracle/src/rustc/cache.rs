//! What is already known? One file per answer, named by everything that decides it.
//!
//! Written beside its place and then renamed, so that a reader sees a whole answer or none, whoever else is writing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::native::Native;
use super::program::Program;
use super::verdict::How;

/// Part of every key: to be raised whenever compiling, running or storing changes its meaning.
const VERSION: &str = "oracle-4";

/// Answers on disk.
#[derive(Debug)]
pub(super) struct Cache {
    dir: PathBuf,
    toolchain: String,
    written: AtomicU64,
}

impl Cache {
    /// The cache in `dir`, for the toolchain of that `rustc -vV` and the sandbox of that name.
    pub(super) fn open(dir: &Path, toolchain: &str, sandbox: &str) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let toolchain = format!("{toolchain}\n{sandbox}");
        Ok(Self { dir: dir.to_owned(), toolchain, written: AtomicU64::new(0) })
    }

    /// The stored answer: from a batch or alone, or only from alone when the program may not take part in a batch. (A
    /// batch's answer that is older than the screen's refusal is not this program's answer.)
    pub(super) fn get(&self, program: &Program, only_alone: bool) -> Option<Native> {
        let batched = if only_alone { None } else { self.get_as(program, How::Batched) };
        batched.or_else(|| self.get_as(program, How::Solo))
    }

    fn get_as(&self, program: &Program, how: How) -> Option<Native> {
        // A file that cannot be read or understood is an answer that is not known.
        serde_json::from_slice(&fs::read(self.path(program, how)).ok()?).ok()
    }

    /// Stores an answer.
    pub(super) fn put(&self, program: &Program, native: &Native) -> io::Result<()> {
        let path = self.path(program, native.how);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let serial = self.written.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_extension(format!("{}-{serial}", std::process::id()));
        fs::write(&draft, serde_json::to_vec(native)?)?;
        fs::rename(&draft, &path)
    }

    fn path(&self, program: &Program, how: How) -> PathBuf {
        let how: &[u8] = match how {
            How::Batched => b"batch",
            How::Solo => b"solo",
        };
        let key =
            program.digest().field(self.toolchain.as_bytes()).field(VERSION.as_bytes()).field(how).hex();
        self.dir.join(&key[..2]).join(format!("{key}.json"))
    }
}
