//! What errors tell besides their code: the name that was meant, what to import, where the other side is declared.
//! Each row is an erroneous line of a program, and lines that the report must have.

use std::process::Command;

const PRELUDE: &str = "\
mod shapes { pub struct Circle { pub radius: f64 } pub enum Colour { Red } }
struct Point { x: i32, y: i32 }
impl Point { fn length(&self) -> f64 { 0.0 } }
trait Area { fn area(&self) -> f64; }
fn takes(point: &Point, count: usize) {}
fn wants<T: Area>(shape: T) {}
";

const ROWS: &[(&str, &[&str])] = &[
    ("point.lenght();", &["E0599", "help: there is a method `length` with a similar name"]),
    ("pont.length();", &["E0425", "help: a local variable with a similar name exists: `point`"]),
    ("Circle { radius: 1.0 };", &["E0422", "help: consider importing it: `use crate::shapes::Circle;`"]),
    ("let map: BTreeMap<i32, i32>;", &["E0425", "`use std::collections::BTreeMap;`"]),
    ("Rc::new(1);", &["E0433", "help: consider importing it: `use std::rc::Rc;`"]),
    ("takes(&point);", &["E0061", "fn takes(", "----- function defined here"]),
    ("point.length(1);", &["E0061", "------ method defined here"]),
    (
        "takes(point, 1);",
        &["E0308", "expected `&Point`, found `Point`", "help: consider borrowing here: `&`"],
    ),
    ("let s: String = \"a\";", &["E0308", "help: try using a conversion method: `.to_string()`"]),
    ("let o: Option<i32> = 3;", &["E0308", "help: try wrapping the expression in `Some`"]),
    ("let n: usize = 3u8;", &["E0308", "help: you can convert `u8` to `usize`"]),
    ("let n: i32 = &5i32;", &["E0308", "help: consider dereferencing the borrow: `*`"]),
    (
        "let r = shapes::Circle { radus: 1.0 };",
        &["E0560", "help: a field with a similar name exists: `radius`"],
    ),
    ("point.z = 3;", &["E0609", "note: available fields are: `x`, `y`"]),
    (
        "let b: Box<dyn Area> = Box::new(point);",
        &["E0277", "required for the cast from `Box<Point>` to `Box<dyn Area>`"],
    ),
    ("wants(point);", &["E0277", "fn wants<T: Area>", "required by this bound in `wants`"]),
];

/// Words that only the compiler's own library has.
const INTERNAL: [&str; 4] = ["Unsize", "__", "lang item", "DefId"];

#[test]
fn errors_say_what_could_be_done() {
    let file = std::env::temp_dir().join(format!("treebeard-diagnostics-{}.rs", std::process::id()));
    for (line, wanted) in ROWS {
        let text =
            format!("{PRELUDE}fn main() {{\n    let mut point = Point {{ x: 1, y: 2 }};\n    {line}\n}}\n");
        std::fs::write(&file, text).expect("a file can be written");
        let output = Command::new(env!("CARGO_BIN_EXE_treebeard")).arg("check").arg(&file).output();
        let report = String::from_utf8_lossy(&output.expect("the binary runs").stderr).into_owned();
        for part in *wanted {
            assert!(report.contains(part), "`{line}` does not say `{part}`:\n{report}");
        }
        for word in INTERNAL {
            assert!(!report.contains(word), "`{line}` speaks of `{word}`:\n{report}");
        }
    }
    std::fs::remove_file(&file).expect("the file is ours");
}
