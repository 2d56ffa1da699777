//! Which rustc is asked, and how is it started?

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The installed toolchain.
#[derive(Clone, Debug)]
pub struct Toolchain {
    rustc: PathBuf,
    /// All of `rustc -vV`: part of every cache key.
    pub version: String,
    /// The release, as `1.95.0`.
    pub release: String,
    /// `rustc --print sysroot`.
    pub sysroot: PathBuf,
}

impl Toolchain {
    /// Finds the rustc named by `RUSTC`, or the one in `PATH`.
    pub fn locate() -> io::Result<Self> {
        let rustc = PathBuf::from(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        let version = print(&rustc, &["-vV"])?;
        let sysroot = PathBuf::from(print(&rustc, &["--print", "sysroot"])?.trim());
        let release = version.lines().find_map(|line| line.strip_prefix("release: "));
        let release = release.ok_or_else(|| io::Error::other("`rustc -vV` names no release"))?.to_owned();
        // The real binary saves the start of a toolchain proxy on every call.
        let direct = sysroot.join("bin").join("rustc");
        let rustc = if direct.is_file() { direct } else { rustc };
        Ok(Self { rustc, version, release, sysroot })
    }

    /// The installed documentation, when the component is there.
    pub fn documentation(&self) -> Option<PathBuf> {
        let dir = self.sysroot.join("share/doc/rust/html");
        dir.is_dir().then_some(dir)
    }

    /// Runs rustc in `dir`.
    pub(super) fn run(&self, dir: &Path, arguments: &[String]) -> io::Result<Output> {
        Command::new(&self.rustc)
            .args(arguments)
            .current_dir(dir)
            .env_remove("RUSTC_BOOTSTRAP")
            .env_remove("RUSTC_LOG")
            .stdin(Stdio::null())
            .output()
    }
}

fn print(rustc: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(rustc).args(arguments).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("{} {} failed", rustc.display(), arguments.join(" "))));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}
