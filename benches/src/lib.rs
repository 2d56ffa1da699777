//! Running a program several times against its peers, interleaved, and the table of ratios.
//!
//! Runs are interleaved (one of each, then again) so that a slow moment of the machine hits all peers alike; figures
//! are medians of wall-clock time, and only their ratios mean anything.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One way of running a program.
pub struct Peer {
    /// Its name in the table.
    pub name: String,
    /// The command line.
    pub command: Vec<String>,
}

/// What a peer did.
pub struct Measured {
    /// Its name.
    pub name: String,
    /// Median of its runs; `None` if a run failed.
    pub median: Option<Duration>,
    /// What it printed in the last run.
    pub output: Vec<u8>,
}

/// Runs each peer `rounds` times, interleaved.
pub fn interleave(peers: &[Peer], rounds: usize) -> Vec<Measured> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); peers.len()];
    let mut outputs: Vec<Vec<u8>> = vec![Vec::new(); peers.len()];
    let mut failed = vec![false; peers.len()];
    for _ in 0..rounds {
        for (i, peer) in peers.iter().enumerate() {
            if failed[i] {
                continue;
            }
            match run_once(peer) {
                Some((time, output)) => {
                    times[i].push(time);
                    outputs[i] = output;
                }
                None => failed[i] = true,
            }
        }
    }
    peers
        .iter()
        .zip(times)
        .zip(outputs)
        .zip(failed)
        .map(|(((peer, mut times), output), failed)| {
            times.sort();
            let median = if failed { None } else { times.get(times.len() / 2).copied() };
            Measured { name: peer.name.clone(), median, output }
        })
        .collect()
}

fn run_once(peer: &Peer) -> Option<(Duration, Vec<u8>)> {
    let (program, args) = peer.command.split_first()?;
    let start = Instant::now();
    let output = Command::new(program).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let time = start.elapsed();
    output.status.success().then_some((time, output.stdout))
}

/// Is a command there to be run?
pub fn installed(command: &str) -> bool {
    Command::new(command)
        .arg("-v")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Compiles a program with `rustc -O` into `dir`.
pub fn compile(source: &Path, dir: &Path) -> Option<PathBuf> {
    let out = dir.join(source.file_stem()?);
    let status = Command::new("rustc")
        .args(["-O", "--edition", "2024", "--cap-lints", "allow", "-o"])
        .arg(&out)
        .arg(source)
        .stderr(Stdio::null())
        .status()
        .ok()?;
    status.success().then_some(out)
}

/// A table of ratios in Markdown: one row per program, the first peer's time over each other's.
pub fn table(rows: &[(String, Vec<Measured>)]) -> String {
    let Some((_, first)) = rows.first() else { return String::new() };
    let mut text = String::from("| program |");
    for (i, measured) in first.iter().enumerate() {
        if i == 0 {
            text.push_str(&format!(" {}, ms |", measured.name));
        } else {
            text.push_str(&format!(" of {} |", measured.name));
        }
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(first.len()));
    text.push('\n');
    for (name, row) in rows {
        text.push_str(&format!("| {name} |"));
        let own = row.first().and_then(|measured| measured.median);
        for (i, measured) in row.iter().enumerate() {
            let cell = match (own, measured.median) {
                (Some(own), _) if i == 0 => format!("{:.1}", own.as_secs_f64() * 1e3),
                (Some(own), Some(peer)) => format!("{:.2}×", own.as_secs_f64() / peer.as_secs_f64()),
                _ => "–".to_owned(),
            };
            let differs = i > 0 && measured.median.is_some() && measured.output != row[0].output;
            text.push_str(&format!(" {cell}{} |", if differs { " (other output)" } else { "" }));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_the_first_peer() {
        let measured = |name: &str, ms: u64| Measured {
            name: name.to_owned(),
            median: Some(Duration::from_millis(ms)),
            output: Vec::new(),
        };
        let text = table(&[("fib".to_owned(), vec![measured("treebeard", 50), measured("lua", 100)])]);
        assert_eq!(text, "| program | treebeard, ms | of lua |\n|---|---|---|\n| fib | 50.0 | 0.50× |\n");
    }

    #[test]
    fn a_peer_that_fails_has_no_figure() {
        let peer = Peer { name: "false".to_owned(), command: vec!["false".to_owned()] };
        assert!(interleave(&[peer], 2)[0].median.is_none());
    }
}
