//! Ownership while running: the probes, and that no program of the corpus that rustc accepts is stopped by it.
//!
//! A probe's expectation stands beside it in `conformance/data/ownership-probes.md`. A program of the corpus must do with
//! `--ownership track` exactly what it does without: anything else would be stricter than rustc.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use treebeard_conformance::WORKER_ARGUMENT;

const PROBES: &str = include_str!("../data/ownership-probes.md");

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().is_some_and(|first| first == WORKER_ARGUMENT) {
        return treebeard_cli::main(arguments.collect(), vec![WORKER_ARGUMENT.to_owned()]);
    }
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = probes().into_iter().map(Probe::trial).collect();
    trials.extend(programs().into_iter().map(program_trial));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// How a run ended and what it printed.
#[derive(PartialEq, Debug)]
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

fn treebeard(arguments: &[&str]) -> Result<Ran, Failed> {
    let executable = std::env::current_exe()?;
    let output = Command::new(executable)
        .arg(WORKER_ARGUMENT)
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .current_dir(std::env::temp_dir())
        .stdin(std::process::Stdio::null())
        .output()?;
    Ok(Ran {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: without_thread_ids(&String::from_utf8_lossy(&output.stderr)),
    })
}

/// `thread 'main' (123)` names another thread each run.
fn without_thread_ids(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match (line.starts_with("thread '"), line.find("' ("), line.find(") panicked")) {
            (true, Some(open), Some(close)) if open < close => {
                out.push_str(&line[..open]);
                out.push_str(&line[close..]);
            }
            _ => out.push_str(line),
        }
    }
    out
}

struct Probe {
    name: String,
    source: String,
    expected: String,
}

/// The sections of the list of probes.
fn probes() -> Vec<Probe> {
    let section = |text: &str| -> Probe {
        let (name, rest) = text.split_once('\n').expect("a section has a heading");
        let source = rest.split_once("```rust\n").and_then(|(_, rest)| rest.split_once("```"));
        let expected = rest.lines().find_map(|line| line.strip_prefix("run: "));
        Probe {
            name: name.trim().to_owned(),
            source: source.expect("a probe has a program").0.to_owned(),
            expected: expected.expect("a probe has an expectation").to_owned(),
        }
    };
    PROBES.split("\n## ").skip(1).map(section).collect()
}

impl Probe {
    fn trial(self) -> Trial {
        Trial::test(format!("probe::{}", self.name), move || self.check())
    }

    fn check(&self) -> Result<(), Failed> {
        let folder =
            std::env::temp_dir().join(format!("ownership-probe-{}-{}", std::process::id(), self.name));
        std::fs::create_dir_all(&folder)?;
        let (program, outcome) = (folder.join("probe.rs"), folder.join("outcome.json"));
        std::fs::write(&program, &self.source)?;
        let (file, record) = (program.to_string_lossy(), outcome.to_string_lossy());
        let options = ["run", "--ownership", "track", "--on-reject", "run", "--outcome", &*record, &*file];
        let ran = treebeard(&options)?;
        let record = std::fs::read_to_string(&outcome)?;
        std::fs::remove_dir_all(&folder)?;
        let mut words = self.expected.split_whitespace();
        let agrees = match words.next() {
            Some("clean") => ran.status == Some(0),
            Some("panic") => ran.status == Some(101),
            Some("violation") => {
                let family = words.next().unwrap_or_default();
                ran.status == Some(3) && record.contains(&format!("\"{family}\""))
            }
            _ => false,
        };
        if agrees {
            return Ok(());
        }
        Err(format!("expected {}, got {:?}\n{record}\n{}", self.expected, ran.status, ran.stderr).into())
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// The programs of the corpus that run and always print the same.
fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![corpus()];
    while let Some(folder) = folders.pop() {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&folder).expect("the corpus can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
        let main = folder.join("main.rs");
        if files.contains(&main) {
            // The other files belong to it.
            folders.retain(|other| !other.starts_with(&folder));
            files = vec![main];
        }
        found.extend(files.into_iter().filter(|file| {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            !["//~", "//@ mode: check", "//@ unstable"].iter().any(|mark| text.contains(mark))
        }));
    }
    found.sort();
    found
}

fn program_trial(file: PathBuf) -> Trial {
    let name = file.strip_prefix(corpus()).unwrap_or(&file).with_extension("");
    let name = format!("corpus::{}", name.to_string_lossy().replace('/', "::"));
    Trial::test(name, move || {
        let text = std::fs::read_to_string(&file)?;
        let edition = text.lines().find_map(|line| line.strip_prefix("//@ edition: ")).unwrap_or("2024");
        let path = file.to_string_lossy();
        let run = |ownership: &str| {
            let options = ["run", "--seed", "1", "--edition", edition, "--ownership", ownership, &*path];
            treebeard(&options)
        };
        let (without, with) = (run("off")?, run("track")?);
        if without == with {
            return Ok(());
        }
        Err(format!("without: {without:#?}\nwith: {with:#?}").into())
    })
}
