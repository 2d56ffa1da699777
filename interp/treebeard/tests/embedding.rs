//! What the embedding API promises its host.

use treebeard::{End, Finished, LoadOptions, Options, Program, Source};

fn options() -> LoadOptions {
    LoadOptions::new(treebeard_library::library(), treebeard_library::macros())
}

fn load(text: String) -> Program {
    Program::load(&Source::Text { name: "test.rs".to_owned(), text }, &options()).expect("it is read")
}

fn run(program: &Program) -> Finished {
    program.run(Options::default(), vec!["test".to_owned()], true).expect("it has `main`")
}

/// A little less than the limit of the lexer, which counts what is around it too.
const DEPTH: usize = 1_990;

/// Deep programs do not need a deep host: threads have 2 MiB.
#[test]
fn a_small_stack_is_enough_for_a_deep_program() {
    let nested = |open: &str, middle: &str, close: &str| {
        format!("fn main() {{ println!(\"{{}}\", {}{middle}{}) }}", open.repeat(DEPTH), close.repeat(DEPTH))
    };
    for text in [
        nested("(", "7", ")"),
        nested("{", "7", "}"),
        nested("-", "7", ""),
        nested("if true {", "7", "} else { 0 }"),
    ] {
        let host = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
            let program = load(text);
            let verdict = program.check();
            assert!(!verdict.rejects(), "{:?}", verdict.diagnostics);
            let finished = run(&program);
            assert!(matches!(finished.end, End::Exit(0)), "{:?}", finished.end);
            assert_eq!(finished.stdout, b"7\n");
        });
        host.expect("a thread").join().expect("no overflow");
    }
}

/// Several hosts at once, one library.
#[test]
fn programs_run_side_by_side() {
    let hosts: Vec<_> = (0..8)
        .map(|number| {
            std::thread::spawn(move || {
                let text = format!("static N: i32 = {number}; fn main() {{ print!(\"{{}}\", N * N) }}");
                run(&load(text)).stdout
            })
        })
        .collect();
    for (number, host) in hosts.into_iter().enumerate() {
        assert_eq!(host.join().expect("no panic"), (number * number).to_string().as_bytes());
    }
}

/// A program can run again: nothing of the first run is left.
#[test]
fn runs_do_not_share_state() {
    let program = load(
        "use std::sync::atomic::{AtomicU32, Ordering};
         static COUNT: AtomicU32 = AtomicU32::new(0);
         fn main() { print!(\"{}\", COUNT.fetch_add(1, Ordering::Relaxed)) }"
            .to_owned(),
    );
    assert_eq!((run(&program).stdout, run(&program).stdout), (b"0".to_vec(), b"0".to_vec()));
}

/// The host learns how a panic ended its program.
#[test]
fn a_panic_tells_its_message_and_position() {
    let program = load("fn main() {\n    let n = 4;\n    assert!(n < 4, \"{n} is too much\");\n}".to_owned());
    let End::Panic(panic) = run(&program).end else { panic!("it ends otherwise") };
    assert_eq!(panic.message, "4 is too much");
    assert_eq!(panic.span.location().map(|at| at.line), Some(3));
}

/// Constants that only bodies name: rustc looks at them when it builds, not when it checks.
#[test]
fn constants_that_bodies_name_are_evaluated_first() {
    let text = "struct Table;
        impl Table {
            const NAMED: usize = Option::<usize>::None.unwrap();
            const UNUSED: usize = Option::<usize>::None.unwrap();
        }
        trait Shape { const SIDES: u32; }
        impl Shape for Table {
            const SIDES: u32 = match 0 { 0 => panic!(\"no sides\"), sides => sides };
        }
        fn not_called() -> (usize, u32) {
            const { assert!(size_of::<u8>() == 7) }
            (Table::NAMED, <Table as Shape>::SIDES)
        }
        fn main() {}";
    let verdict = load(text.to_owned()).check();
    let mut found: Vec<_> = verdict
        .diagnostics
        .iter()
        .filter(|found| found.code == Some("E0080"))
        .map(|found| (found.primary.span.location().map_or(0, |at| at.line), &*found.message))
        .collect();
    found.sort_unstable();
    let expected = [
        (3, "evaluation panicked: called `Option::unwrap()` on a `None` value"),
        (8, "evaluation panicked: no sides"),
        (11, "evaluation panicked: assertion failed: size_of::<u8>() == 7"),
    ];
    assert_eq!(found, expected);
}
