//! The smallest use of the embedding API: check a program and run it.
//!
//! `cargo run -p treebeard --example run -- FILE`

use std::path::PathBuf;

use treebeard::{End, LoadOptions, Options, Program, Source};

fn main() {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("usage: run FILE");
        std::process::exit(2);
    };
    let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    std::process::exit(run(&file, &options));
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
        let line = diagnostic.primary.span.call_site().location().map_or(0, |location| location.line);
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
