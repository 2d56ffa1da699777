//! Parses the library's Rust source, expands it and stores it item by item.
//!
//! The source is read by our own frontend, never by cargo; its errors stop the build with their positions.

use std::path::{Path, PathBuf};

use treebeard_syntax::{Failure, LanguageFrontend, Options, RustFrontend, source, store};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/std");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("src/std/lib.rs");
    let bytes = match treebeard_syntax::on_large_stack(|| build(&root)) {
        Ok(bytes) => bytes,
        Err(message) => {
            eprintln!("{message}");
            std::process::exit(1);
        }
    };
    let out = PathBuf::from(variable("OUT_DIR")).join("std.bin");
    if let Err(error) = std::fs::write(&out, bytes) {
        eprintln!("cannot write {}: {error}", out.display());
        std::process::exit(1);
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

fn build(root: &Path) -> Result<Vec<u8>, String> {
    let file = source::add_library_file("library/lib.rs", root)
        .map_err(|error| format!("cannot read {}: {error}", root.display()))?;
    let krate = RustFrontend.parse_crate(file, &Options::new("std")).map_err(|failure| describe(&failure))?;
    store::encode(krate)
}

fn describe(failure: &Failure) -> String {
    let mut lines = Vec::new();
    for diagnostic in &failure.diagnostics {
        lines.push(match diagnostic.primary.span.location() {
            Some(location) => format!("src/std/{location}: {}", diagnostic.message),
            None => diagnostic.message.clone(),
        });
    }
    for unsupported in &failure.unsupported {
        lines.push(match unsupported.span.location() {
            Some(location) => format!("src/std/{location}: unsupported: {}", unsupported.feature),
            None => format!("unsupported: {}", unsupported.feature),
        });
    }
    lines.join("\n")
}
