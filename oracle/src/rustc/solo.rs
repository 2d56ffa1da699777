//! What does rustc say about one program alone? This is the reference that batches are measured against.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::batch::common_arguments;
use super::diagnostic::Report;
use super::lex::{code_text, words};
use super::program::{Program, Purpose};
use super::toolchain::Toolchain;
use super::verdict::Verdict;

/// A lone program: its verdict and, when it is to be run and was accepted, its executable.
#[derive(Debug)]
pub(super) struct Solo {
    pub(super) verdict: Verdict,
    pub(super) executable: Option<PathBuf>,
}

/// Compiles one program in the fresh folder `dir`.
pub(super) fn judge(toolchain: &Toolchain, program: &Program, dir: &Path) -> io::Result<Solo> {
    let root = dir.join(&program.name);
    let folder = root.parent().unwrap_or(dir);
    fs::create_dir_all(folder)?;
    fs::write(&root, &program.source)?;
    for (name, text) in &program.files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    // The check comes first: most programs that go alone do so because they are rejected, and building takes longer.
    let kind = if program.purpose == Purpose::Library { "--crate-type=lib" } else { "--crate-type=bin" };
    let checked = compile(toolchain, program, dir, &["--emit=metadata", kind])?;
    if !checked.success {
        return Ok(Solo { verdict: refusal(checked), executable: None });
    }
    if !program.purpose.runs() {
        return Ok(Solo { verdict: Verdict::Accept, executable: None });
    }
    let built = compile(toolchain, program, dir, &["-o", "program"])?;
    if built.success {
        return Ok(Solo { verdict: Verdict::Accept, executable: Some(dir.join("program")) });
    }
    let verdict = match built.crash {
        Some(message) => Verdict::Ice { message },
        None => Verdict::PostMono { diagnostics: built.diagnostics() },
    };
    Ok(Solo { verdict, executable: None })
}

/// Whether a function named `main` is written anywhere in the program.
pub fn has_main(source: &str) -> bool {
    let code = code_text(source).text;
    words(&code, "fn").any(|at| {
        let rest = code[at + 2..].trim_start();
        rest.strip_prefix("main").is_some_and(|rest| rest.trim_start().starts_with(['(', '<']))
    })
}

fn refusal(report: Report) -> Verdict {
    match report.crash {
        Some(message) => Verdict::Ice { message },
        None => Verdict::reject(report.diagnostics()),
    }
}

fn compile(toolchain: &Toolchain, program: &Program, dir: &Path, what: &[&str]) -> io::Result<Report> {
    let mut arguments = common_arguments(program.edition);
    arguments.extend(what.iter().map(|word| (*word).to_owned()));
    arguments.push(program.name.clone());
    Ok(Report::read(&toolchain.run(dir, &arguments)?))
}
