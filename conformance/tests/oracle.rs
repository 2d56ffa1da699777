//! The oracle at work: what a batch of good and broken programs proves, and what the sandbox does with wild ones.
//!
//! These tests need a runner process, so they are trials of a target that can be one.

use std::process::ExitCode;

use libtest_mimic::{Failed, Trial};
use treebeard_harness::setup::Workbench;
use treebeard_oracle::rustc::{Edition, Native, Program, Purpose, Verdict, difference};

fn main() -> ExitCode {
    treebeard_conformance::main(|bench, _| {
        Ok(vec![
            Trial::test("a_batch_proves_what_a_lone_rustc_says", move || batch_against_solo(bench)),
            Trial::test("every_kind_of_program_gets_its_verdict", move || verdicts(bench)),
            Trial::test("wild_programs_are_ended", move || wild_programs(bench)),
            Trial::test("working_directory_is_empty_and_private", move || private_directory(bench)),
        ])
    })
}

/// Programs of every kind that can share a batch, with the kind of verdict each must get.
const PROGRAMS: [(&str, &str, &str); 9] = [
    ("prints", "accept", "fn main() { println!(\"{}\", file!()); }"),
    ("panics", "accept", "fn main() {\n    let v: Vec<u32> = vec![];\n    println!(\"{}\", v[0]);\n}"),
    ("fails", "accept", "fn main() -> Result<(), String> { Err(\"no\".to_owned()) }"),
    ("moved", "reject", "fn main() {\n    let s = String::new();\n    drop(s);\n    drop(s);\n}"),
    (
        "lent",
        "reject",
        "fn main() {\n    let mut v = vec![1];\n    let a = &v;\n    v.push(2);\n    println!(\"{a:?}\");\n}",
    ),
    ("mistyped", "reject", "fn main() { let x: u32 = \"a\"; }"),
    ("unclosed", "reject", "fn main() { if true {"),
    (
        "generic",
        "post-mono",
        "struct S<const N: usize>;\nimpl<const N: usize> S<N> {\n    const OK: () = assert!(N > 3);\n}\nfn f<const N: usize>() { S::<N>::OK; }\nfn main() { f::<1>(); }",
    ),
    ("mainless", "reject", "pub fn not_main() {}"),
];

fn programs() -> Vec<Program> {
    let program = |(name, _, source): &(&str, &str, &str)| {
        Program::new(&format!("area/{name}.rs"), source, Edition::E2024)
    };
    PROGRAMS.iter().map(program).collect()
}

fn answers(bench: &Workbench, solo: bool, programs: &[Program]) -> Result<Vec<Native>, Failed> {
    let programs: Vec<&Program> = programs.iter().collect();
    let own;
    let service = if solo {
        own = bench.solo_service().map_err(|error| error.to_string())?;
        &own
    } else {
        &bench.service
    };
    let resolved = service.resolve(&bench.pool, &programs, &|_| ()).map_err(|error| error.to_string())?;
    Ok(resolved.into_iter().map(|answer| answer.native).collect())
}

fn batch_against_solo(bench: &Workbench) -> Result<(), Failed> {
    let programs = programs();
    let batched = answers(bench, false, &programs)?;
    let alone = answers(bench, true, &programs)?;
    for ((program, batched), alone) in programs.iter().zip(&batched).zip(&alone) {
        if let Some(detail) = difference(program, batched, alone) {
            return Err(format!("{}: {detail}", program.name).into());
        }
    }
    Ok(())
}

fn verdicts(bench: &Workbench) -> Result<(), Failed> {
    for ((name, expected, _), native) in PROGRAMS.iter().zip(answers(bench, false, &programs())?) {
        let found = match &native.verdict {
            Verdict::Accept => "accept",
            Verdict::Reject { .. } => "reject",
            Verdict::PostMono { .. } => "post-mono",
            Verdict::Ice { .. } => "crash",
        };
        if found != *expected {
            return Err(format!("{name}: {:?}", native.verdict).into());
        }
    }
    let printed = answers(bench, false, &programs()[..2])?;
    let stdout = printed[0].first().map(|run| String::from_utf8_lossy(&run.stdout).into_owned());
    let stderr = printed[1].first().map(|run| String::from_utf8_lossy(&run.stderr).into_owned());
    if stdout.as_deref() != Some("area/prints.rs\n") {
        return Err(format!("a program sees its own name as {stdout:?}").into());
    }
    let place = "panicked at area/panics.rs:3:21:";
    if !stderr.as_ref().is_some_and(|text| text.contains(place)) {
        return Err(format!("a panic's place is given as {stderr:?}").into());
    }
    Ok(())
}

fn wild_programs(bench: &Workbench) -> Result<(), Failed> {
    let flood = "fn main() { loop { println!(\"{}\", \"x\".repeat(1000)); } }";
    let hog = "fn main() {\n    let mut kept = Vec::new();\n    loop { kept.push(Vec::<u8>::with_capacity(1 << 28)); }\n}";
    let recursion = "fn f(n: u64) -> u64 { if n == u64::MAX { 0 } else { 1 + f(n + 1) } }\nfn main() { println!(\"{}\", f(0)); }";
    let programs = [flood, hog, recursion].map(|source| Program::new("main.rs", source, Edition::E2024));
    let natives = answers(bench, false, &programs)?;
    let runs: Vec<_> = natives.iter().filter_map(Native::first).collect();
    let [flood, hog, recursion] = runs.as_slice() else { return Err("not all three were run".into()) };
    let ended = [flood.truncated, hog.signal.is_some() && !hog.timed_out, recursion.signal == Some(6)];
    if ended == [true; 3] {
        Ok(())
    } else {
        Err(format!("flood, hog, recursion ended as they should: {ended:?}").into())
    }
}

fn private_directory(bench: &Workbench) -> Result<(), Failed> {
    let source = "fn main() {\n    println!(\"{}\", std::fs::read_dir(\".\").unwrap().count());\n    \
                  std::fs::write(\"left-behind\", \"x\").unwrap();\n    println!(\"{:?}\", std::env::args().next());\n    \
                  println!(\"{:?}\", std::env::var_os(\"TREEBEARD_CASE\"));\n}";
    let program = Program::new("main.rs", source, Edition::E2024);
    assert_eq!(program.purpose, Purpose::Run);
    let natives = answers(bench, true, std::slice::from_ref(&program))?;
    let expected = "0\nSome(\"main\")\nNone\n";
    for run in &natives[0].runs {
        let stdout = String::from_utf8_lossy(&run.stdout);
        if stdout != expected {
            return Err(format!("{stdout}{}", String::from_utf8_lossy(&run.stderr)).into());
        }
    }
    Ok(())
}
