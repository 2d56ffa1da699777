//! A trait with a type parameter is implemented several times for one type; the argument or result type chooses.
//@ stdout: 21 21.5C 22.5
//@ stdout: 42 2
trait Convert<T> {
    fn convert(&self) -> T;
}

struct Celsius(f64);

impl Convert<f64> for Celsius {
    fn convert(&self) -> f64 {
        self.0
    }
}

impl Convert<i32> for Celsius {
    fn convert(&self) -> i32 {
        self.0 as i32
    }
}

impl Convert<String> for Celsius {
    fn convert(&self) -> String {
        format!("{}C", self.0)
    }
}

trait Combine<Other = Self> {
    type Output;
    fn combine(self, other: Other) -> Self::Output;
}

impl Combine for i32 {
    type Output = i32;
    fn combine(self, other: i32) -> i32 {
        self * 10 + other
    }
}

impl Combine<&str> for i32 {
    type Output = String;
    fn combine(self, other: &str) -> String {
        format!("{self}{other}")
    }
}

fn main() {
    let warm = Celsius(21.5);
    let number: i32 = warm.convert();
    let text: String = warm.convert();
    println!("{number} {text} {}", Convert::<f64>::convert(&warm) + 1.0);
    println!("{} {}", 4.combine(2), 4.combine("!").len());
}
