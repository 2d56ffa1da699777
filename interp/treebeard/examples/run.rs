//! The smallest use of the embedding API: check a program and run it.
//!
//! `cargo run -p treebeard --example run -- FILE`

use std::path::PathBuf;

use treebeard::{End, LoadOptions, Options, Program, Source};
use treebeard_syntax::ast::Edition;

fn main() {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("usage: run FILE");
        std::process::exit(2);
    };
    let options = LoadOptions {
        edition: Edition::E2024,
        test: false,
        shown_name: None,
        env: std::sync::Arc::default(),
        library: treebeard_library::library(),
        macros: Some(treebeard_library::macros()),
    };
    // The front end recurses as deep as the program nests.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(move || run(&file, &options));
    let status = thread.map(|thread| thread.join().unwrap_or(70)).unwrap_or(70);
    std::process::exit(status);
}

fn run(file: &str, options: &LoadOptions) -> i32 {
    let program = match Program::load(&Source::File(PathBuf::from(file)), options) {
        Ok(program) => program,
        Err(failure) => {
            eprintln!("{failure:?}");
            return 1;
        }
    };
    let verdict = program.check();
    for diagnostic in &verdict.diagnostics {
        let line = diagnostic.primary.span.location().map_or(0, |location| location.line);
        eprintln!("{:?} line {line}: {}", diagnostic.code, diagnostic.message);
    }
    if verdict.rejects() && std::env::var_os("FORCE").is_none() {
        return 1;
    }
    let Some(finished) = program.run(Options::default(), vec![file.to_owned()], false) else { return 1 };
    match &finished.end {
        End::Unsupported(unsupported) => {
            eprintln!("unsupported: {} at {:?}", unsupported.feature, unsupported.span.location());
        }
        End::Bug(text) => eprintln!("bug: {text}"),
        End::Deadlock(who) => eprintln!("deadlock: {who}"),
        End::Violation(violation) => eprintln!("violation: {}", violation.message),
        _ => {}
    }
    finished.end.status()
}
