//! What checking costs per line, and that it grows with the program and no faster.
//!
//! The program is made of units of ordinary code (`unit.rs.txt`: a struct with its impls, an enum, a trait, generic
//! functions, loops, matches, closures, strings, maps), each under names of its own. Figures are per line. The aim, on
//! an idle machine: 5,000 lines in less than 300 ms, and the same cost per line at 50,000.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use treebeard::{LoadOptions, Program, Source};

const UNIT: &str = include_str!("unit.rs.txt");

/// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A program of at least so many lines.
fn program(lines: usize) -> String {
    let mut text = "use std::collections::HashMap;\nuse std::fmt;\n\n".to_owned();
    let mut calls = String::new();
    for kind in 0..lines.div_ceil(UNIT.lines().count() + 1) {
        text.push_str(&UNIT.replace("KIND", &kind.to_string()));
        let _ = writeln!(calls, "    println!(\"{{:?}}\", run_{kind}());");
    }
    let _ = write!(text, "\nfn main() {{\n{calls}}}\n");
    text
}

fn check(text: &str, options: &LoadOptions) {
    let source = Source::Text { name: "generated.rs".to_owned(), text: text.to_owned() };
    let program = match Program::load(&source, options) {
        Ok(program) => program,
        Err(failure) => panic!("the generated program is right: {failure:?}"),
    };
    let verdict = program.check();
    assert!(!verdict.rejects() && verdict.unsupported.is_empty(), "{:?}", verdict.diagnostics.first());
    black_box(verdict);
}

fn checking(c: &mut Criterion) {
    let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    let mut group = c.benchmark_group("check");
    group.sample_size(10);
    for lines in [500, 5_000, 50_000] {
        let text = program(lines);
        group.throughput(Throughput::Elements(text.lines().count() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(lines), &text, |b, text| {
            b.iter_custom(|iterations| {
                treebeard_syntax::on_large_stack(|| {
                    let start = std::time::Instant::now();
                    (0..iterations).for_each(|_| check(text, &options));
                    start.elapsed()
                })
            });
        });
    }
    group.finish();
}

criterion_group!(benches, checking);
criterion_main!(benches);
