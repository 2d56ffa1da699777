//! A default method calls the required one of the implementing type, and may be overridden.
//@ stdout: Hello, Ann!
//@ stdout: UNIT 7
trait Greet {
    fn name(&self) -> String;

    fn greet(&self) -> String {
        format!("Hello, {}!", self.name())
    }
}

struct Person(&'static str);
struct Robot(u32);

impl Greet for Person {
    fn name(&self) -> String {
        self.0.to_string()
    }
}

impl Greet for Robot {
    fn name(&self) -> String {
        format!("unit {}", self.0)
    }

    fn greet(&self) -> String {
        self.name().to_uppercase()
    }
}

fn main() {
    println!("{}", Person("Ann").greet());
    println!("{}", Robot(7).greet());
}
