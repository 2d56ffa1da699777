//! Writes `src/public_paths.txt`: every public path of the real library, from the toolchain's installed documentation.
//!
//! Run `cargo run -p treebeard-library --example public_paths` when the toolchain changes. One line per owner (module,
//! type, trait, primitive): its path under `std`, then the names of its members. What is said of `core` and `alloc`
//! is filed under `std`, as the aliases are. `tests/public_paths.rs` compares the file with the documentation.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let docs = treebeard_library::public_paths::documentation(&sysroot()).unwrap_or_else(|error| {
        eprintln!("cannot read the documentation: {error}");
        std::process::exit(1);
    });
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/public_paths.txt");
    if let Err(error) = std::fs::write(&out, docs) {
        eprintln!("cannot write {}: {error}", out.display());
        std::process::exit(1);
    }
}

fn sysroot() -> PathBuf {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().expect("rustc is installed");
    PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
}
