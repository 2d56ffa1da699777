//! Who must be compiled alone?
//!
//! A batched program is a module, not a crate: whatever names its own crate, reads its own path, has crate-wide
//! effects or could break its neighbours' parsing goes alone. Each reason is one row; going alone is only slower, so
//! the rows may be broader than needed. What they miss, the batch itself rejects or the repeated samples find.

use super::lex::{CodeText, code_text, has_word, is_word, words};
use super::program::{Edition, Program, Purpose};
use super::solo::has_main;
use super::trace::execution::without_support;

/// Programs longer than this go alone.
pub const BYTES_MAX: usize = 64 << 10;
/// Programs nested deeper than this go alone.
pub const DEPTH_MAX: usize = 200;

/// One reason to go alone.
#[derive(Clone, Copy)]
pub struct Row {
    /// What the program does.
    pub reason: &'static str,
    applies: fn(&Program, &CodeText) -> bool,
}

/// Every reason, in the order they are asked.
pub const ROWS: &[Row] = &[
    Row { reason: "its author says so", applies: |program, _| program.alone },
    Row { reason: "more than one file", applies: |program, _| !program.files.is_empty() },
    Row {
        reason: "no `main`",
        applies: |program, _| program.purpose != Purpose::Library && !has_main(&program.source),
    },
    Row { reason: "unusual `main`", applies: |_, code| has_unusual_main(&code.text) },
    Row { reason: "too long", applies: |program, _| program.source.len() > BYTES_MAX },
    Row { reason: "nested too deeply", applies: |_, code| code.depth_max > DEPTH_MAX },
    Row { reason: "unterminated token", applies: |_, code| code.unterminated },
    Row {
        reason: "shebang",
        applies: |program, _| program.source.starts_with("#!") && !program.source.starts_with("#!["),
    },
    Row { reason: "`crate::` or `$crate`", applies: |_, code| names_crate(&code.text) },
    Row { reason: "`#[macro_export]`", applies: |_, code| has_word(&code.text, "macro_export") },
    Row { reason: "`::name` outside std", applies: |_, code| has_foreign_global_path(&code.text) },
    Row { reason: "`extern crate self` or `as`", applies: |_, code| renames_crate(&code.text) },
    Row {
        reason: "`include!` family",
        applies: |_, code| any_word(&code.text, &["include", "include_str", "include_bytes"]),
    },
    Row { reason: "`mod name;`", applies: |_, code| has_file_module(&code.text) },
    Row { reason: "crate attribute", applies: |_, code| has_crate_attribute(&code.text) },
    Row {
        reason: "symbol or link attribute",
        applies: |_, code| {
            any_word(
                &code.text,
                &["global_allocator", "no_mangle", "export_name", "link_section", "link", "panic_handler"],
            )
        },
    },
    Row {
        reason: "reads its own path",
        applies: |_, code| {
            any_word(
                &code.text,
                &["module_path", "type_name", "type_name_of_val", "Backtrace", "current_exe"],
            ) || code.text.contains(".file()")
        },
    },
    Row {
        reason: "test harness",
        applies: |_, code| {
            has_word(&code.text, "bench")
                || code.text.contains("cfg(test)") && has_word(&code.text, "test_main")
        },
    },
    Row {
        reason: "edition 2015 with `use` of its own root",
        applies: |program, code| program.edition == Edition::E2015 && uses_own_root(&code.text),
    },
];

/// The first reason to compile this program alone.
pub fn goes_alone(program: &Program) -> Option<&'static str> {
    let code = code_text(&without_support(&program.source));
    ROWS.iter().find(|row| (row.applies)(program, &code)).map(|row| row.reason)
}

/// Whether runs of this program may differ by nature: threads, time, hash maps, addresses or uninitialised memory
/// are named.
pub fn may_vary(source: &str) -> bool {
    const WORDS: [&str; 15] = [
        "thread",
        "Instant",
        "SystemTime",
        "HashMap",
        "HashSet",
        "RandomState",
        "DefaultHasher",
        "as_ptr",
        "addr",
        "as_mut_ptr",
        "mpsc",
        "uninit",
        "MaybeUninit",
        "assume_init",
        "spawn",
    ];
    let code = code_text(source);
    any_word(&code.text, &WORDS)
        || code.text.contains("*const")
        || code.text.contains("*mut")
        || source.contains(":p}")
}

/// Whether the steps of a program may come in no fixed order; `code` is its text without comments and literals.
pub fn is_concurrent(code: &str) -> bool {
    any_word(code, &["thread", "spawn"])
}

/// Whether a run of this program may spend its time waiting.
pub fn may_wait(source: &str) -> bool {
    const WORDS: [&str; 8] = [
        "sleep",
        "sleep_ms",
        "park_timeout",
        "recv_timeout",
        "wait_timeout",
        "wait_timeout_while",
        "elapsed",
        "TcpListener",
    ];
    any_word(&code_text(source).text, &WORDS)
}

/// Whether this program names the network, processes or the file system: without a sandbox it may not run, or finds
/// itself elsewhere than the interpreter does.
pub fn needs_sandbox(source: &str) -> bool {
    let code = code_text(source);
    any_word(
        &code.text,
        &[
            "net",
            "process",
            "fs",
            "os",
            "Command",
            "File",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "libc",
            "current_exe",
        ],
    ) || has_word(&code.text, "extern")
}

fn any_word(text: &str, list: &[&str]) -> bool {
    list.iter().any(|word| has_word(text, word))
}

fn names_crate(text: &str) -> bool {
    words(text, "crate").any(|at| text[at + 5..].trim_start().starts_with("::") || text[..at].ends_with('$'))
}

/// A `main` that takes, promises or is qualified by anything: what rustc says of it depends on whether it is the
/// program's.
fn has_unusual_main(text: &str) -> bool {
    words(text, "fn").any(|at| {
        let rest = text[at + 2..].trim_start();
        let Some(rest) = rest.strip_prefix("main") else { return false };
        if rest.bytes().next().is_some_and(is_word) {
            return false;
        }
        let parameters = rest.trim_start().strip_prefix('(').map(str::trim_start);
        let after = parameters.and_then(|rest| rest.strip_prefix(')')).map(str::trim_start);
        let before = text[..at].trim_end();
        let is_plain = after.is_some_and(|after| after.starts_with('{') || after.starts_with("->"));
        let is_qualified = ["async", "const", "unsafe", "safe"].iter().any(|word| before.ends_with(word))
            || before.ends_with('"')
            || before.ends_with("extern");
        !is_plain || is_qualified
    })
}

/// `::name` that starts a path, where `name` is no crate every program has.
fn has_foreign_global_path(text: &str) -> bool {
    text.match_indices("::").any(|(at, _)| {
        let starts_path =
            text[..at].bytes().next_back().is_none_or(|byte| !is_word(byte) && !matches!(byte, b'>' | b':'));
        let name: String = text[at + 2..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        starts_path && !name.is_empty() && !["std", "core", "alloc"].contains(&name.as_str())
    })
}

/// In edition 2015 every `use` starts at the crate's root, which in a batch is another one; std is there all the same.
fn uses_own_root(text: &str) -> bool {
    words(text, "use").any(|at| {
        let path = text[at + 3..].trim_start();
        let path = path.strip_prefix("::").unwrap_or(path).trim_start();
        let first = path.bytes().take_while(|byte| is_word(*byte)).count();
        !["std", "core", "self", "super"].contains(&&path[..first])
    })
}

fn renames_crate(text: &str) -> bool {
    words(text, "extern").any(|at| {
        let Some(rest) = text[at + 6..].trim_start().strip_prefix("crate") else { return false };
        let statement = rest.split(';').next().unwrap_or(rest);
        has_word(statement, "self") || has_word(statement, "as")
    })
}

fn has_file_module(text: &str) -> bool {
    words(text, "mod").any(|at| {
        let rest = text[at + 3..].trim_start();
        let name = rest.bytes().take_while(|byte| is_word(*byte) || *byte == b'#').count();
        name > 0 && rest[name..].trim_start().starts_with(';')
    })
}

/// `#![name …]` other than lint levels and tool attributes, which mean the same inside a module.
fn has_crate_attribute(text: &str) -> bool {
    const HARMLESS: [&str; 8] = ["allow", "warn", "deny", "forbid", "expect", "doc", "rustfmt", "clippy"];
    text.match_indices("#!").any(|(at, _)| {
        let Some(inside) = text[at + 2..].trim_start().strip_prefix('[') else { return false };
        let inside = inside.trim_start();
        let name = inside.bytes().take_while(|byte| is_word(*byte)).count();
        !HARMLESS.contains(&&inside[..name])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(source: &str) -> Option<&'static str> {
        goes_alone(&Program::new("main.rs", source, Edition::E2024))
    }

    /// One program per row that only this row stops, in the order of `ROWS`.
    #[test]
    fn every_row_has_its_program() {
        let plain = |source: &str| Program::new("main.rs", source, Edition::E2024);
        let alone = Program { alone: true, ..plain("fn main() {}") };
        let many = Program { files: vec![("a.rs".into(), String::new())], ..plain("fn main() {}") };
        let long = plain(&format!("fn main() {{ {} }}", ";".repeat(BYTES_MAX)));
        let deep = plain(&format!("fn main() {{ {}0{}; }}", "(".repeat(DEPTH_MAX), ")".repeat(DEPTH_MAX)));
        let old = Program { edition: Edition::E2015, ..plain("mod m {} use m as n; fn main() {}") };
        let programs = [
            alone,
            many,
            plain("fn f() {}"),
            plain("fn main<T>() {}"),
            long,
            deep,
            plain("fn main() { \"open }"),
            plain("#!/usr/bin/env rust\nfn main() {}"),
            plain("fn f() {} fn main() { crate::f() }"),
            plain("#[macro_export] macro_rules! m { () => {} } fn main() {}"),
            plain("use ::other::x; fn main() {}"),
            plain("extern crate self as me; fn main() {}"),
            plain("fn main() { include_str!(\"x\"); }"),
            plain("mod shapes; fn main() {}"),
            plain("#![feature(never_type)] fn main() {}"),
            plain("#[unsafe(no_mangle)] pub fn f() {} fn main() {}"),
            plain("fn main() { println!(\"{}\", module_path!()) }"),
            plain("#[bench] fn b() {} fn main() {}"),
            old,
        ];
        assert_eq!(programs.len(), ROWS.len());
        for (program, row) in programs.iter().zip(ROWS) {
            assert_eq!(goes_alone(program), Some(row.reason), "{:.80}", program.source);
        }
    }

    #[test]
    fn near_misses_stay_in_the_batch() {
        let sources = [
            "fn main() { println!(\"crate:: {}\", 1) } // mod x;",
            "#![allow(unused)]\nfn main() { let v: Vec<u8> = ::std::vec::Vec::new(); }",
            "extern crate alloc; fn main() {}",
            "mod a { pub(crate) fn f() {} } fn main() { a::f() }",
            "fn main() { <u8 as Into<u16>>::into(1); }",
            "pub fn main () -> Result<(), String> { fn main_loop(x: u8) {} Ok(()) }",
        ];
        for source in sources {
            assert_eq!(reason(source), None, "{source}");
        }
    }

    #[test]
    fn varying_programs_are_recognised() {
        assert!(may_vary("use std::collections::HashMap; fn main() {}"));
        assert!(may_vary("fn main() { println!(\"{:p}\", &1) }"));
        assert!(!may_vary("fn main() { println!(\"a HashMap\") }"));
    }

    #[test]
    fn file_users_need_the_sandbox() {
        assert!(needs_sandbox("use std::fs; fn main() { fs::remove_dir_all(\"/x\"); }"));
        assert!(!needs_sandbox("fn main() { let safe = 1; } // fs"));
    }
}
