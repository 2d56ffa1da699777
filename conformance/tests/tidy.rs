//! Does the repository keep its own promises about style?
//!
//! One test per promise. What cannot be kept stands in `EXCEPTIONS` with its reason, and an exception that is no longer
//! needed fails, so that the table only holds what is true. `docs/ARCHITECTURE.md` states the promises; this
//! file proves them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use treebeard_harness::suite::case_files;
use treebeard_oracle::rustc::lex::{code_text, has_word, words};

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;

/// What may break a promise: the promise, the file (and function), and why.
const EXCEPTIONS: &[(Promise, &str, &str)] = &[
    (Promise::FunctionSize, "interp/eval/src/lower/call.rs: call_def", "one arm per kind of callee"),
    (Promise::FunctionSize, "interp/eval/src/lower/glue.rs: structural_eq", "one arm per kind of type"),
    (Promise::FunctionSize, "interp/eval/src/lower/shim.rs: instance", "one arm per kind of shim"),
    (Promise::FunctionSize, "interp/sema/src/flow/build.rs: expr", "one arm per kind of expression"),
    (
        Promise::FunctionSize,
        "interp/sema/src/infer/expr/strukt.rs: check_struct_fields",
        "one error per way to be wrong",
    ),
    (
        Promise::FunctionSize,
        "interp/sema/src/infer/pattern/product.rs: check_pat_struct",
        "one error per way to be wrong",
    ),
    (Promise::FunctionSize, "interp/sema/src/infer/walk.rs: walk_expr", "one arm per kind of expression"),
    (Promise::FunctionSize, "interp/sema/src/tree/build/expr.rs: rvalue", "one arm per kind of expression"),
    (Promise::FunctionSize, "interp/sema/src/ty/print.rs: print_ty", "one arm per kind of type"),
    (Promise::FunctionSize, "interp/syntax/src/rust/item.rs: item", "one arm per kind of item"),
];

/// The modules that may contain `unsafe`; each states its invariants in its header.
const UNSAFE_MODULES: &[&str] =
    &["interp/eval/src/code.rs", "interp/eval/src/coroutine.rs", "interp/eval/src/memory/"];

/// Which crates of this workspace a crate may depend on. The arrows of `docs/ARCHITECTURE.md`, as rows.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("treebeard-syntax", &[]),
    ("treebeard-sema", &["treebeard-syntax"]),
    ("treebeard-library", &["treebeard-syntax", "treebeard-sema"]),
    ("treebeard-eval", &["treebeard-syntax", "treebeard-library", "treebeard-sema"]),
    ("treebeard", &["treebeard-syntax", "treebeard-library", "treebeard-sema", "treebeard-eval"]),
    ("treebeard-oracle", &[]),
    ("treebeard-harness", &["treebeard-oracle"]),
    (
        "treebeard-cli",
        &[
            "treebeard",
            "treebeard-syntax",
            "treebeard-library",
            "treebeard-sema",
            "treebeard-eval",
            "treebeard-oracle",
            "treebeard-harness",
        ],
    ),
    ("treebeard-conformance", &["treebeard-cli", "treebeard-oracle", "treebeard-harness"]),
    (
        "treebeard-benches",
        &["treebeard", "treebeard-syntax", "treebeard-library", "treebeard-sema", "treebeard-eval"],
    ),
];

/// Words that mean "not finished", and where they may not stand: anywhere in a source file.
const BANNED_WORDS: &[&str] =
    &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];

/// Module names that say nothing.
const BANNED_MODULES: &[&str] = &["utils", "util", "helpers", "helper", "misc", "common", "manager"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Promise {
    FileSize,
    FunctionSize,
    Header,
    Words,
}

struct Source {
    path: String,
    text: String,
    code: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of all workspace members.
fn members() -> Vec<String> {
    let manifest = read(&root().join("Cargo.toml"));
    let list =
        manifest.split_once("members = [").and_then(|(_, rest)| rest.split_once(']')).expect("members").0;
    list.split(',')
        .map(|entry| entry.trim().trim_matches('"').to_owned())
        .filter(|entry| !entry.is_empty())
        .collect()
}

fn files_below(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display())) {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
    found.sort();
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().into_owned()
}

/// Rust that is read by the interpreter, not by rustc: the standard library's source follows the real one's layout.
const INTERPRETED: &[&str] =
    &["interp/library/src/std/", "interp/library/src/core/", "interp/library/src/alloc/"];

/// Every Rust file that rustc compiles; programs that tests read are data.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    for member in members() {
        for folder in ["src", "tests", "benches", "examples"] {
            let dir = root().join(&member).join(folder);
            if dir.is_dir() {
                files_below(&dir, &mut files);
            }
        }
    }
    files.retain(|path| {
        let name = relative(path);
        let interpreted =
            INTERPRETED.iter().any(|folder| name.starts_with(folder)) || name.contains("/tests/data/");
        !interpreted && path.extension().is_some_and(|extension| extension == "rs")
    });
    files
        .iter()
        .map(|path| {
            let text = read(path);
            let code = code_text(&text).text;
            Source { path: relative(path), text, code }
        })
        .collect()
}

/// Fails for every breach that has no exception, and for every exception that nothing breaches.
fn hold(promise: Promise, breaches: BTreeMap<String, String>) {
    let excused: BTreeSet<&str> =
        EXCEPTIONS.iter().filter(|(kind, ..)| *kind == promise).map(|(_, place, _)| *place).collect();
    let broken: Vec<String> = breaches
        .iter()
        .filter(|(place, _)| !excused.contains(place.as_str()))
        .map(|(place, why)| format!("{place}: {why}"))
        .collect();
    let needless: Vec<&&str> = excused.iter().filter(|place| !breaches.contains_key(**place)).collect();
    assert!(broken.is_empty(), "{promise:?}:\n{}", broken.join("\n"));
    assert!(needless.is_empty(), "needless exceptions to {promise:?}: {needless:?}");
}

#[test]
fn files_have_one_job() {
    let breaches = sources()
        .into_iter()
        .map(|source| (source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(path, lines)| (path, format!("{lines} lines, at most {FILE_LINES_MAX}")));
    hold(Promise::FileSize, breaches.collect());
}

#[test]
fn functions_fit_on_a_screen() {
    let mut breaches = BTreeMap::new();
    for source in sources() {
        for (name, lines) in functions(&source.code) {
            if lines > FUNCTION_LINES_MAX {
                let place = format!("{}: {name}", source.path);
                breaches.insert(place, format!("{lines} lines, at most {FUNCTION_LINES_MAX}"));
            }
        }
    }
    hold(Promise::FunctionSize, breaches);
}

/// Every function with a body, as its name and its number of lines.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for at in words(code, "fn") {
        let rest = &code[at + 2..];
        let name: String =
            rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        // `fn(…)` types have no name, and a signature that ends with `;` has no body.
        let Some(open) =
            signature_end(rest).filter(|open| !name.is_empty() && rest[*open..].starts_with('{'))
        else {
            continue;
        };
        let mut depth = 0_usize;
        let close = rest[open..].char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        if let Some((length, _)) = close {
            found.push((name, rest[..open + length].matches('\n').count() + 1));
        }
    }
    found
}

/// Where the first `{` or `;` outside brackets stands: array types hold semicolons too.
fn signature_end(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        (depth == 0 && matches!(c, '{' | ';')).then_some(at)
    })
}

#[test]
fn every_file_says_what_it_is() {
    let breaches = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| (source.path, "does not start with a `//!` header".to_owned()));
    hold(Promise::Header, breaches.collect());
}

#[test]
fn nothing_is_left_for_later() {
    let mut breaches = BTreeMap::new();
    for source in sources() {
        if let Some(word) = BANNED_WORDS.iter().find(|word| has_word(&source.text, word)) {
            breaches.insert(source.path.clone(), format!("contains `{word}`"));
        }
        let ignored = source.code.contains(concat!("#[", "ignore"));
        if ignored {
            breaches.insert(source.path.clone(), "ignores a test".to_owned());
        }
        let stem = Path::new(&source.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        if let Some(stem) = stem.filter(|stem| BANNED_MODULES.contains(&stem.as_str())) {
            breaches.insert(source.path, format!("a module named `{stem}` says nothing"));
        }
    }
    hold(Promise::Words, breaches);
}

/// A crate whose library is not built for tests would silently leave out those inside it.
#[test]
fn every_test_is_built() {
    let sources = sources();
    let mut lost = Vec::new();
    for member in members() {
        if !read(&root().join(&member).join("Cargo.toml")).contains("\ntest = false\n") {
            continue;
        }
        let (tests, src) = (format!("{member}/tests/"), format!("{member}/src/"));
        // What its tests build by path, as `"../src/memory/mod.rs"`.
        let built: Vec<String> = sources
            .iter()
            .filter(|source| source.path.starts_with(&tests))
            .flat_map(|source| source.text.split("\"../src/").skip(1))
            .filter_map(|rest| Some(format!("{src}{}/", rest.split_once("/mod.rs\"")?.0)))
            .collect();
        let inside = sources
            .iter()
            .filter(|source| source.path.starts_with(&src) && source.code.contains("#[cfg(test)]"));
        lost.extend(
            inside.map(|source| &source.path).filter(|path| !built.iter().any(|b| path.starts_with(b))),
        );
    }
    assert!(lost.is_empty(), "these tests are never run: {lost:?}");
}

/// The name and the workspace dependencies of a member.
fn manifest(member: &str) -> (String, Vec<String>) {
    let text = read(&root().join(member).join("Cargo.toml"));
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("name = "))
        .expect("a name")
        .trim_matches('"')
        .to_owned();
    let mut section = "";
    let mut dependencies = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line.trim();
        } else if section.ends_with("dependencies]") {
            let key: String =
                line.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect();
            if key == "treebeard" || key.starts_with("treebeard-") {
                dependencies.push(key);
            }
        }
    }
    (name, dependencies)
}

#[test]
fn dependencies_point_one_way() {
    let mut wrong = Vec::new();
    for member in members() {
        let (name, dependencies) = manifest(&member);
        let Some((_, allowed)) = MAY_DEPEND_ON.iter().find(|(row, _)| *row == name) else {
            wrong.push(format!("{name} has no row in MAY_DEPEND_ON"));
            continue;
        };
        wrong.extend(
            dependencies
                .iter()
                .filter(|dependency| !allowed.contains(&dependency.as_str()))
                .map(|dependency| format!("{name} may not depend on {dependency}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_stays_in_its_modules() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in sources() {
        // `unsafe_code` in a lint attribute is another word.
        if !has_word(&source.code, "unsafe") {
            continue;
        }
        match UNSAFE_MODULES.iter().find(|module| source.path.starts_with(**module)) {
            Some(module) => {
                used.insert(*module);
            }
            None if names_the_keyword(&source.code) => {}
            None => wrong.push(source.path),
        }
    }
    assert!(wrong.is_empty(), "`unsafe` outside the listed modules: {}", wrong.join(", "));
    let idle: Vec<&&str> = UNSAFE_MODULES.iter().filter(|module| !used.contains(**module)).collect();
    assert!(idle.is_empty(), "listed as unsafe, but without `unsafe`: {idle:?}");
}

/// The front end has to name the keyword in its token tables (`Token![unsafe]`) without using it.
fn names_the_keyword(code: &str) -> bool {
    words(code, "unsafe")
        .all(|at| code[..at].trim_end().ends_with('[') && code[at + 6..].trim_start().starts_with(']'))
}

#[test]
fn corpus_has_no_dead_files() {
    let corpus = root().join("corpus");
    let cases = case_files(&corpus).expect("a readable corpus");
    let mut files = Vec::new();
    files_below(&corpus, &mut files);
    let folders: Vec<PathBuf> = cases
        .iter()
        .filter(|case| case.is_folder)
        .filter_map(|case| case.root.parent())
        .map(Path::to_owned)
        .collect();
    let roots: BTreeSet<&PathBuf> = cases.iter().map(|case| &case.root).collect();
    let belongs = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
        let sibling = path.with_extension("rs");
        match extension.as_str() {
            "rs" => roots.contains(path) || folders.iter().any(|folder| path.starts_with(folder)),
            "stdout" | "stderr" | "stdin" => roots.contains(&sibling),
            _ => name == "suite.yaml" || name == "README.md",
        }
    };
    let dead: Vec<String> = files.iter().filter(|path| !belongs(path)).map(|path| relative(path)).collect();
    assert!(dead.is_empty(), "no case uses {}", dead.join(", "));
    let silent = |path: &&PathBuf| !read(path).starts_with("//! ");
    let silent: Vec<String> = roots.into_iter().filter(silent).map(|path| relative(path)).collect();
    assert!(silent.is_empty(), "without a sentence of intent: {}", silent.join(", "));
}

#[test]
fn every_crate_has_its_section() {
    let file = root().join("docs/ARCHITECTURE.md");
    if !file.is_file() {
        eprintln!("docs/ARCHITECTURE.md is not written yet");
        return;
    }
    let text = read(&file);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let names = members().into_iter().map(|member| manifest(&member).0);
    let missing: Vec<String> =
        names.filter(|name| !headings.iter().any(|heading| heading.contains(&format!("({name})")))).collect();
    assert!(missing.is_empty(), "no heading of docs/ARCHITECTURE.md names {missing:?}");
    assert!(text.lines().count() <= 400, "docs/ARCHITECTURE.md has more than 400 lines");
}

#[test]
fn the_measure_of_functions_is_right() {
    let code = "fn a() {\n    1\n}\nfn b(f: fn(u8) -> [u8; 2]) {}\ntrait T { fn c(); fn d() { } }";
    let expected = [("a", 3), ("b", 1), ("d", 1)];
    assert!(functions(code).iter().map(|(name, lines)| (name.as_str(), *lines)).eq(expected));
}

/// A code that is reported anywhere is claimed: from then on accepting what rustc rejects with it is a defect.
#[test]
fn codes_on_the_list_of_those_not_checked_are_reported_nowhere() {
    let list = read(&root().join("harness/data/not-analysed.tsv"));
    let rows = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let unchecked = rows.filter(|(_, why)| why.starts_with("not checked yet")).map(|(code, _)| code);
    let interpreter: Vec<Source> =
        sources().into_iter().filter(|source| source.path.starts_with("interp/")).collect();
    let reported = |code: &str| {
        let literal = format!("\"{code}\"");
        let place = interpreter.iter().find(|source| source.text.contains(&literal));
        place.map(|source| format!("{code}: {}", source.path))
    };
    let stale: Vec<String> = unchecked.filter_map(reported).collect();
    assert!(stale.is_empty(), "take these rows out of harness/data/not-analysed.tsv:\n{}", stale.join("\n"));
}
