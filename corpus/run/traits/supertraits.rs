//! A trait may require others, whose methods its own can call.
//@ stdout: book 12.05 / book / 1205
//@ stdout: 11
//@ stdout: [5] [x]
use std::fmt::Display;

trait Named {
    fn name(&self) -> String;
}

trait Priced {
    fn cents(&self) -> u32;
}

trait Product: Named + Priced {
    fn label(&self) -> String {
        format!("{} {}.{:02}", self.name(), self.cents() / 100, self.cents() % 100)
    }
}

trait Framed: Display {
    fn framed(&self) -> String {
        format!("[{self}]")
    }
}

struct Book(u32);

impl Named for Book {
    fn name(&self) -> String {
        "book".into()
    }
}

impl Priced for Book {
    fn cents(&self) -> u32 {
        self.0
    }
}

impl Product for Book {}
impl Framed for i32 {}
impl Framed for &str {}

fn show(product: &impl Product) {
    println!("{} / {} / {}", product.label(), product.name(), product.cents());
}

fn show_dyn(product: &dyn Product) -> u32 {
    product.cents() + product.name().len() as u32
}

fn main() {
    show(&Book(1205));
    println!("{}", show_dyn(&Book(7)));
    println!("{} {}", 5.framed(), "x".framed());
}
