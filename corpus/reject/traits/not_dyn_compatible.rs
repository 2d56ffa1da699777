//! A trait with a generic method cannot be a trait object.
trait Visitor {
    fn visit<T: std::fmt::Debug>(&self, value: T);
}

struct Printer;

impl Visitor for Printer {
    fn visit<T: std::fmt::Debug>(&self, value: T) {
        println!("{value:?}");
    }
}

fn main() {
    Printer.visit(1);
    let visitor: &dyn Visitor = &Printer; //~ E0038
    let _ = visitor;
}
