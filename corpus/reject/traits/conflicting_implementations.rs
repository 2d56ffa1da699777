//! Two impls of a trait overlap.
trait Name {
    fn name(&self) -> String;
}

impl<T: std::fmt::Debug> Name for T {
    fn name(&self) -> String {
        format!("{self:?}")
    }
}

impl Name for i32 {
    //~^ E0119
    fn name(&self) -> String {
        "number".to_string()
    }
}

fn main() {
    println!("{}", 5.name());
}
