//! Every program of the corpus goes through the frontend with the library's macros.
//!
//! A program without marks is accepted by rustc, so it must be accepted here; of the others only a result is wanted.

use std::path::{Path, PathBuf};

use treebeard_syntax::ast::Edition;
use treebeard_syntax::{LanguageFrontend, Options, RustFrontend, source};

fn programs(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn edition(text: &str) -> Edition {
    let line = text.lines().find_map(|line| line.strip_prefix("//@ edition:"));
    match line.map(str::trim) {
        Some("2015") => Edition::E2015,
        Some("2018") => Edition::E2018,
        Some("2021") => Edition::E2021,
        _ => Edition::E2024,
    }
}

#[test]
fn the_corpus_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths = Vec::new();
    programs(&root, &mut paths);
    assert!(paths.len() > 50, "the corpus is there");
    let mut failures = Vec::new();
    let mut accepted = 0;
    treebeard_syntax::on_large_stack(|| {
        for path in &paths {
            let text = std::fs::read_to_string(path).expect("UTF-8");
            let is_module = !text.contains("fn main");
            if is_module {
                continue;
            }
            let mut options = Options::new("main");
            options.edition = edition(&text);
            options.library_macros = Some(treebeard_library::macros());
            let file = source::add_file(path).expect("readable");
            match RustFrontend.parse_crate(file, &options) {
                Ok(_) => accepted += 1,
                Err(_) if text.contains("//~") => {}
                Err(failure) => failures.push(format!("{}: {failure:?}", path.display())),
            }
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(accepted > 50);
}
