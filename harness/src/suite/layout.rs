//! Generated types whose layouts are compared: size, alignment, offsets of fields, and what `Option` adds.
//!
//! A seeded generator, so that every run has the same types and rustc's answers are remembered. Each program declares
//! types of every form and prints what it knows of them; a difference is a difference of output.

use std::fmt::Write as _;

use treebeard_oracle::rustc::{Edition, Program, Purpose};

use super::{LAYOUT, Suite};
use crate::case::{Case, Kind};

/// Programs of the suite.
const PROGRAMS: u64 = 130;
/// Types that each declares.
const TYPES: usize = 25;

/// Types of the language and the library, with whether they are `Copy`.
const LEAVES: &[(&str, bool)] = &[
    ("u8", true),
    ("u16", true),
    ("u32", true),
    ("u64", true),
    ("u128", true),
    ("usize", true),
    ("i8", true),
    ("i16", true),
    ("i32", true),
    ("i64", true),
    ("f32", true),
    ("f64", true),
    ("bool", true),
    ("char", true),
    ("()", true),
    ("[u8; 0]", true),
    ("[u32; 0]", true),
    ("[u8; 3]", true),
    ("[u16; 2]", true),
    ("[bool; 5]", true),
    ("(u8, u32)", true),
    ("(bool, u8, u64)", true),
    ("((u8, u16), u8)", true),
    ("&'static u8", true),
    ("&'static str", true),
    ("&'static [u16]", true),
    ("&'static dyn Fn()", true),
    ("*const u8", true),
    ("*mut [u8]", true),
    ("fn(u8) -> u8", true),
    ("Option<u8>", true),
    ("Option<bool>", true),
    ("Option<Option<bool>>", true),
    ("Option<char>", true),
    ("Option<u32>", true),
    ("Option<&'static u8>", true),
    ("Option<fn()>", true),
    ("Option<(bool, u32)>", true),
    ("Result<u8, bool>", true),
    ("Result<u32, ()>", true),
    ("Ordering", true),
    ("Option<Ordering>", true),
    ("NonZeroU8", true),
    ("NonZeroU32", true),
    ("NonZeroI64", true),
    ("Option<NonZeroU16>", true),
    ("NonNull<u8>", true),
    ("PhantomData<u64>", true),
    ("MaybeUninit<bool>", true),
    ("Infallible", true),
    ("Result<u16, Infallible>", true),
    ("Box<u8>", false),
    ("Box<dyn Fn()>", false),
    ("Option<Box<u8>>", false),
    ("Vec<u8>", false),
    ("String", false),
    ("Rc<u8>", false),
    ("Cell<bool>", false),
    ("UnsafeCell<u16>", false),
    ("ManuallyDrop<bool>", false),
];

/// Every program of the suite.
pub(super) fn load() -> Suite {
    let cases: Vec<Case> = (0..PROGRAMS).map(case).collect();
    Suite { name: LAYOUT.to_owned(), blocks: cases.len(), cases, ..Suite::default() }
}

fn case(seed: u64) -> Case {
    let name = format!("types_{seed:03}");
    let program = Program {
        name: format!("{name}.rs"),
        source: source(seed),
        files: Vec::new(),
        edition: Edition::E2024,
        purpose: Purpose::Run,
        alone: false,
    };
    Case { name, program, kind: Kind::Run, expectation: None }
}

/// The text of one program.
fn source(seed: u64) -> String {
    let mut generator = Generator { state: seed.wrapping_mul(0x9E37_79B9) + 1, ..Generator::default() };
    for index in 0..TYPES {
        generator.declare(index);
    }
    format!(
        "#![allow(dead_code)]\nuse std::cell::{{Cell, UnsafeCell}};\nuse std::cmp::Ordering;\nuse std::convert::Infallible;\n\
         use std::marker::PhantomData;\nuse std::mem::{{ManuallyDrop, MaybeUninit, align_of, offset_of, size_of}};\n\
         use std::num::{{NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32}};\nuse std::ptr::NonNull;\nuse std::rc::Rc;\n\n\
         fn show<T>(name: &str, offsets: &[usize]) {{\n    println!(\n        \"{{name}}: {{}} {{}} {{}} {{}} {{offsets:?}}\",\n        \
         size_of::<T>(),\n        align_of::<T>(),\n        size_of::<Option<T>>(),\n        size_of::<Option<Option<T>>>()\n    );\n}}\n\n\
         {}\nfn main() {{\n{}}}\n",
        generator.items, generator.shows
    )
}

/// A type that was declared.
#[derive(Clone)]
struct Known {
    /// As it is named, with arguments.
    name: String,
    /// Declared with an alignment, or holding such a type: not allowed in what is packed.
    is_aligned: bool,
}

#[derive(Default)]
struct Generator {
    state: u64,
    known: Vec<Known>,
    items: String,
    shows: String,
}

impl Generator {
    /// The next number below `limit` (SplitMix64).
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn leaf(&mut self) -> String {
        self.one_of(LEAVES).0.to_owned()
    }

    /// A type for a field, and whether it holds something with an alignment of its own.
    fn ty(&mut self) -> (String, bool) {
        let known = (!self.known.is_empty() && self.below(3) == 0)
            .then(|| self.below(self.known.len()))
            .map(|index| self.known[index].clone());
        let (inner, is_aligned) = match known {
            Some(known) => (known.name, known.is_aligned),
            None => (self.leaf(), false),
        };
        let text = match self.below(10) {
            0 => format!("Option<{inner}>"),
            1 => format!("[{inner}; {}]", self.below(4)),
            2 => format!("({inner}, {})", self.leaf()),
            3 => format!("Option<({inner}, bool)>"),
            _ => inner,
        };
        (text, is_aligned)
    }

    fn show(&mut self, ty: &str, fields: &[String]) {
        let offsets: Vec<String> = fields.iter().map(|field| format!("offset_of!({ty}, {field})")).collect();
        let _ = writeln!(self.shows, "    show::<{ty}>(\"{ty}\", &[{}]);", offsets.join(", "));
    }

    fn know(&mut self, name: String, is_aligned: bool, fields: &[String]) {
        self.show(&name, fields);
        self.known.push(Known { name, is_aligned });
    }

    fn declare(&mut self, index: usize) {
        let name = format!("T{index}");
        match self.below(12) {
            0..=3 => self.strukt(&name),
            4 => self.packed(&name),
            5 => self.generic(&name),
            6 => self.union(&name),
            7 => self.transparent(&name),
            8 => self.fieldless(&name),
            9 => self.tuple(),
            _ => self.data_enum(&name),
        }
    }

    fn strukt(&mut self, name: &str) {
        let repr =
            self.one_of(&["", "", "", "#[repr(C)]\n", "#[repr(align(8))]\n", "#[repr(C, align(16))]\n"]);
        let count = self.below(7);
        let types: Vec<(String, bool)> = (0..count).map(|_| self.ty()).collect();
        let is_aligned = repr.contains("align") || types.iter().any(|(_, aligned)| *aligned);
        let is_tuple = self.below(3) == 0;
        let fields: Vec<String> =
            (0..count).map(|i| if is_tuple { i.to_string() } else { format!("f{i}") }).collect();
        let parts: Vec<String> = fields
            .iter()
            .zip(&types)
            .map(|(field, (ty, _))| if is_tuple { ty.clone() } else { format!("{field}: {ty}") })
            .collect();
        let parts = parts.join(", ");
        let body = if is_tuple { format!("({parts});") } else { format!(" {{ {parts} }}") };
        let _ = writeln!(self.items, "{repr}struct {name}{body}");
        self.know(name.to_owned(), is_aligned, &fields);
    }

    fn packed(&mut self, name: &str) {
        let repr = self.one_of(&["packed", "packed(2)", "packed(4)", "C, packed", "C, packed(2)"]);
        let mut fields = Vec::new();
        let mut parts = Vec::new();
        for i in 0..1 + self.below(5) {
            let (ty, is_aligned) = self.ty();
            let ty = if is_aligned { self.leaf() } else { ty };
            fields.push(format!("f{i}"));
            parts.push(format!("f{i}: {ty}"));
        }
        let _ = writeln!(self.items, "#[repr({repr})]\nstruct {name} {{ {} }}", parts.join(", "));
        self.know(name.to_owned(), false, &fields);
    }

    fn generic(&mut self, name: &str) {
        let first = self.one_of(&["A", "Option<A>", "[A; 2]", "(A, u8)", "PhantomData<A>", "Box<A>"]);
        let second = self.one_of(&["B", "Option<B>", "(B, A)", "Result<A, B>", "*const B"]);
        let _ = writeln!(self.items, "struct {name}<A, B> {{ f0: {first}, f1: {second}, f2: u16 }}");
        let fields = ["f0", "f1", "f2"].map(str::to_owned);
        for _ in 0..2 {
            let ((a, a_aligned), (b, b_aligned)) = (self.ty(), self.ty());
            self.know(format!("{name}<{a}, {b}>"), a_aligned || b_aligned, &fields);
        }
    }

    fn union(&mut self, name: &str) {
        let repr = self.one_of(&["", "", "#[repr(C)]\n", "#[repr(align(4))]\n", "#[repr(packed)]\n"]);
        let mut fields = Vec::new();
        let mut parts = Vec::new();
        for i in 0..1 + self.below(4) {
            let (leaf, is_copy) = self.one_of(LEAVES);
            let ty = if is_copy { leaf.to_owned() } else { format!("ManuallyDrop<{leaf}>") };
            fields.push(format!("f{i}"));
            parts.push(format!("f{i}: {ty}"));
        }
        let _ = writeln!(self.items, "{repr}union {name} {{ {} }}", parts.join(", "));
        self.know(name.to_owned(), repr.contains("align"), &fields);
    }

    fn transparent(&mut self, name: &str) {
        let (ty, is_aligned) = self.ty();
        let form = match self.below(3) {
            0 => format!("struct {name}({ty});"),
            1 => format!("struct {name}((), {ty}, PhantomData<u64>);"),
            _ => format!("enum {name} {{ Only({ty}) }}"),
        };
        let fields = match (form.starts_with("enum"), form.contains("((), ")) {
            (true, _) => Vec::new(),
            (false, true) => vec!["1".to_owned()],
            (false, false) => vec!["0".to_owned()],
        };
        let _ = writeln!(self.items, "#[repr(transparent)]\n{form}");
        self.know(name.to_owned(), is_aligned, &fields);
    }

    fn fieldless(&mut self, name: &str) {
        let repr = self.one_of(&["", "", "", "u8", "i8", "u16", "i32", "u64", "C", "C, u8"]);
        let count = if repr.is_empty() { self.below(6) } else { 1 + self.below(6) };
        let start = match repr {
            "" => self.one_of(&[0_i64, -1, 127, 250, 65_534, -129, 1 << 40]),
            "i8" => -100,
            _ => self.one_of(&[0, 1, 100]),
        };
        let variants: Vec<String> =
            (0..count).map(|i| if i == 0 { format!("V{i} = {start}") } else { format!("V{i}") }).collect();
        let attribute = if repr.is_empty() { String::new() } else { format!("#[repr({repr})]\n") };
        let _ = writeln!(self.items, "{attribute}enum {name} {{ {} }}", variants.join(", "));
        self.know(name.to_owned(), false, &[]);
    }

    fn data_enum(&mut self, name: &str) {
        let repr = self.one_of(&["", "", "", "", "", "u8", "u32", "C", "C, u16", "align(8)"]);
        let mut is_aligned = repr.contains("align");
        let mut variants = Vec::new();
        for v in 0..1 + self.below(5) {
            let parts: Vec<(String, bool)> = (0..self.below(4)).map(|_| self.ty()).collect();
            is_aligned |= parts.iter().any(|(_, aligned)| *aligned);
            let types: Vec<&str> = parts.iter().map(|(ty, _)| ty.as_str()).collect();
            variants.push(match (types.is_empty(), self.below(2)) {
                (true, _) => format!("V{v}"),
                (false, 0) => format!("V{v}({})", types.join(", ")),
                (false, _) => {
                    let named: Vec<String> =
                        types.iter().enumerate().map(|(i, ty)| format!("f{i}: {ty}")).collect();
                    format!("V{v} {{ {} }}", named.join(", "))
                }
            });
        }
        let attribute = if repr.is_empty() { String::new() } else { format!("#[repr({repr})]\n") };
        let _ = writeln!(self.items, "{attribute}enum {name} {{ {} }}", variants.join(", "));
        self.know(name.to_owned(), is_aligned, &[]);
    }

    fn tuple(&mut self) {
        let count = 2 + self.below(4);
        let types: Vec<(String, bool)> = (0..count).map(|_| self.ty()).collect();
        let texts: Vec<&str> = types.iter().map(|(ty, _)| ty.as_str()).collect();
        let is_aligned = types.iter().any(|(_, aligned)| *aligned);
        let fields: Vec<String> = (0..count).map(|i| i.to_string()).collect();
        self.know(format!("({})", texts.join(", ")), is_aligned, &fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suite_has_thousands_of_types() {
        let suite = load();
        let shown: usize =
            suite.cases.iter().map(|case| case.program.source.matches("    show::<").count()).sum();
        assert!(shown >= 3_000, "{shown} types");
    }

    #[test]
    fn a_seed_always_means_the_same_program() {
        assert_eq!(source(7), source(7));
        assert_ne!(source(7), source(8));
    }
}
