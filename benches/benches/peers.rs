//! `cargo bench -p treebeard-benches --bench peers`: the kernels under `benches/peers`, interleaved with `rustc -O`,
//! Lua 5.4 and Python where installed. Prints the table of ratios and writes it to `reports/peers.md`.
//!
//! `TREEBEARD_BENCH_ROUNDS` sets the number of rounds (5); an argument names the kernels to run.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use treebeard_benches::{Peer, compile, installed, interleave, table};

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("benches lies in the workspace");
    let filter: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let rounds = std::env::var("TREEBEARD_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let Some(treebeard) = release_binary(root) else {
        eprintln!("error: cannot build the release binary");
        return ExitCode::FAILURE;
    };
    let dir = std::env::temp_dir().join(format!("treebeard-peers-{}", std::process::id()));
    if let Err(error) = std::fs::create_dir_all(&dir) {
        eprintln!("error: cannot make {}: {error}", dir.display());
        return ExitCode::FAILURE;
    }
    let rows: Vec<_> = kernels(&root.join("benches/peers"))
        .into_iter()
        .filter(|source| {
            filter.is_empty() || filter.iter().any(|name| source.ends_with(format!("{name}.rs")))
        })
        .map(|source| {
            let name = source.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            eprintln!("{name} …");
            let measured = interleave(&peers(&treebeard, &source, &dir), rounds);
            (name, measured)
        })
        .collect();
    let _ = std::fs::remove_dir_all(&dir);
    let text = format!(
        "# Against peers\n\nMedians of {rounds} interleaved runs of whole processes; ratios of Treebeard's time to each peer's (below 1 is faster).\n\n{}",
        table(&rows)
    );
    print!("{text}");
    if filter.is_empty()
        && let Err(error) = std::fs::write(root.join("reports/peers.md"), &text)
    {
        eprintln!("error: cannot write reports/peers.md: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn release_binary(root: &Path) -> Option<PathBuf> {
    let status = Command::new("cargo")
        .args(["build", "--release", "-p", "treebeard-cli"])
        .current_dir(root)
        .status()
        .ok()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    status.success().then(|| target.join("release/treebeard"))
}

fn kernels(dir: &Path) -> Vec<PathBuf> {
    let mut sources: Vec<PathBuf> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    sources.sort();
    sources
}

fn peers(treebeard: &Path, source: &Path, dir: &Path) -> Vec<Peer> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut peers = vec![Peer {
        name: "Treebeard".to_owned(),
        command: vec![text(treebeard), "run".to_owned(), text(source)],
    }];
    let native = compile(source, dir).map(|binary| vec![text(&binary)]);
    peers.push(Peer { name: "rustc -O".to_owned(), command: native.unwrap_or_default() });
    for (name, command, extension) in [("Lua 5.4", "lua5.4", "lua"), ("Python 3", "python3", "py")] {
        let script = source.with_extension(extension);
        if installed(command) && script.exists() {
            peers.push(Peer { name: name.to_owned(), command: vec![command.to_owned(), text(&script)] });
        }
    }
    peers
}
