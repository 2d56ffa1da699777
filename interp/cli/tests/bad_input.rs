//! Bad input at the command line: a clear error or a clean stop, in sensible time, never a crash.
//!
//! The binary runs as a process of its own, since what is tested is what its user sees: streams and status.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A file with this content, removed when the test is over.
struct Program(PathBuf);

impl Program {
    fn new(name: &str, content: impl AsRef<[u8]>) -> Program {
        let file = std::env::temp_dir().join(format!("treebeard-{}-{name}.rs", std::process::id()));
        std::fs::write(&file, content).expect("a temporary file");
        Program(file)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn treebeard(arguments: &[&str], file: &PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_treebeard"));
    command.args(arguments).arg(file);
    command
}

fn run(arguments: &[&str], file: &PathBuf) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = treebeard(arguments, file).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

/// The file is refused: nothing on stdout, this status, this text.
#[track_caller]
fn refused(arguments: &[&str], file: &PathBuf, status: i32, text: &str) {
    let (code, stdout, stderr) = run(arguments, file);
    assert_eq!((code, stdout.as_str()), (Some(status), ""), "{stderr}");
    assert!(stderr.contains(text), "{text:?} is not in {stderr:?}");
}

#[test]
fn a_missing_file_is_named() {
    let file = std::env::temp_dir().join("treebeard-no-such-file.rs");
    refused(&["run"], &file, 1, "treebeard-no-such-file.rs");
    refused(&["run"], &file, 1, "No such file");
}

#[test]
fn a_directory_is_no_program() {
    refused(&["run"], &std::env::temp_dir(), 1, "directory");
}

#[test]
fn text_has_to_be_utf8() {
    let program = Program::new("latin", b"fn main() { println!(\"\xff\"); }");
    refused(&["run"], &program.0, 1, "UTF-8");
}

#[test]
fn an_open_brace_is_reported_where_it_stands() {
    let program = Program::new("open", "fn main() {\n    let x = 1;\n");
    refused(&["check"], &program.0, 1, "unclosed delimiter");
}

#[test]
fn a_program_needs_main() {
    let program = Program::new("main", "fn helper() {}\n");
    refused(&["check"], &program.0, 1, "E0601");
    refused(&["run"], &program.0, 1, "E0601");
}

#[test]
fn nesting_has_a_limit() {
    let (open, close) = ("(".repeat(100_000), ")".repeat(100_000));
    let program = Program::new("nested", format!("fn main() {{ let x = {open}1{close}; }}"));
    refused(&["run"], &program.0, 2, "unsupported: delimiters nested");
}

#[test]
fn a_long_chain_of_operators_ends() {
    let sum = vec!["1"; 20_000].join(" + ");
    let program = Program::new("sum", format!("fn main() {{ let x: u64 = {sum}; println!(\"{{x}}\"); }}"));
    let (code, stdout, stderr) = run(&["run"], &program.0);
    match code {
        Some(0) => assert_eq!(stdout, "20000\n"),
        Some(2) => assert!(stderr.starts_with("unsupported: "), "{stderr}"),
        other => panic!("{other:?}: {stderr}"),
    }
}

#[test]
fn ten_megabytes_of_text_are_read() {
    let text = format!("fn main() {{ println!(\"{{}}\", \"{}\".len()); }}", "a".repeat(10 << 20));
    let program = Program::new("literal", text);
    let (code, stdout, stderr) = run(&["run"], &program.0);
    assert_eq!((code, stdout.as_str()), (Some(0), "10485760\n"), "{stderr}");
    let comment = format!("// {}\n", "x".repeat(96));
    let program = Program::new("comments", format!("{}fn main() {{}}\n", comment.repeat(100_000)));
    assert_eq!(run(&["run"], &program.0).0, Some(0));
}

#[test]
fn endless_recursion_overflows_the_stack_as_it_does_natively() {
    let program = Program::new(
        "recursion",
        "fn f(n: u64) -> u64 { f(n + 1) + 1 }\nfn main() { println!(\"{}\", f(0)); }",
    );
    let (code, stdout, stderr) = run(&["run"], &program.0);
    assert_eq!((code, stdout.as_str()), (Some(134), ""), "{stderr}");
    assert!(stderr.contains("has overflowed its stack\nfatal runtime error: stack overflow"), "{stderr}");
}

#[test]
fn fuel_ends_an_endless_loop() {
    let program = Program::new("loop", "fn main() { let mut i = 0u8; loop { i = i.wrapping_add(1); } }");
    refused(&["run", "--fuel", "100000"], &program.0, 2, "out of fuel");
}

#[test]
fn a_stale_reference_is_a_violation_with_its_story() {
    let text = "fn main() { let mut x = 1; let r = &x; x = 2; println!(\"{r} {x}\"); }";
    let program = Program::new("track", text);
    let arguments = ["run", "--ownership", "track", "--on-reject", "run"];
    refused(&arguments, &program.0, 3, "ownership violation");
}

#[test]
fn what_has_no_types_never_runs() {
    let program = Program::new("types", "fn main() { println!(\"first\"); let x: u8 = \"text\"; }");
    refused(&["run", "--on-reject", "run"], &program.0, 1, "E0308");
}

#[test]
fn a_closed_output_ends_the_program() {
    let program = Program::new("closed", "fn main() { for i in 0..10_000_000u32 { println!(\"{i}\"); } }");
    let mut child = treebeard(&["run"], &program.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("a line");
    assert_eq!(line, "0\n");
    let mut stderr = String::new();
    child.stderr.take().expect("stderr").read_to_string(&mut stderr).expect("stderr");
    let status = child.wait().expect("it ends");
    // As the default action of SIGPIPE, or as the panic that `println!` makes of the failed write.
    assert!(matches!(status.code(), Some(141 | 101)), "{status:?} {stderr}");
}
