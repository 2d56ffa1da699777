//! `cargo bench -p treebeard-benches --bench kernels`: the kernels of `benches/peers`, made small, under criterion.
//!
//! Each is loaded once and run with `--ownership off` and `track`, so the difference is what tracking costs. A run is
//! what comes after checking: lowering what is reached, memory, the program, its end. (Against other languages:
//! `--bench peers`.)

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use treebeard::{End, LoadOptions, Options, Ownership, Program, Source};

/// A kernel, and another value of the constant that is its size: some tens of milliseconds.
const KERNELS: [(&str, &str, &str); 8] = [
    ("fib", "N", "24"),
    ("sum_loop", "N", "1_000_000"),
    ("sieve", "N", "200_000"),
    ("nbody", "N", "10_000"),
    ("method_calls", "N", "1_000_000"),
    ("quicksort", "N", "20_000"),
    ("word_count", "N", "10_000"),
    ("expression_tree", "DEPTH", "12"),
];

/// The kernel's text with another size.
fn text(name: &str, constant: &str, value: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(name).with_extension("rs");
    let text = std::fs::read_to_string(&path).expect("a kernel");
    let (before, rest) = text.split_once(&format!("const {constant}: ")).expect("a kernel has a size");
    let (ty, rest) = rest.split_once(" = ").expect("a constant has a value");
    let (_, after) = rest.split_once(';').expect("an item ends");
    format!("{before}const {constant}: {ty} = {value};{after}")
}

fn load(name: &str, text: String) -> Program {
    let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    let program = Program::load(&Source::Text { name: format!("{name}.rs"), text }, &options)
        .expect("a kernel is right");
    assert!(!program.check().rejects(), "{name} is right");
    program
}

fn run(program: &Program, ownership: Ownership) {
    let options = Options { ownership, ..Options::default() };
    let finished = program.run(options, vec!["kernel".to_owned()], true).expect("a kernel has `main`");
    assert!(matches!(finished.end, End::Exit(0)), "{:?}", finished.end);
    black_box(finished.stdout);
}

fn kernels(c: &mut Criterion) {
    for (name, constant, value) in KERNELS {
        let program = load(name, text(name, constant, value));
        let mut group = c.benchmark_group(name);
        group.sample_size(10);
        for (mode, ownership) in [("off", Ownership::Off), ("track", Ownership::Track)] {
            group.bench_function(BenchmarkId::from_parameter(mode), |b| b.iter(|| run(&program, ownership)));
        }
        group.finish();
    }
}

criterion_group!(benches, kernels);
criterion_main!(benches);
