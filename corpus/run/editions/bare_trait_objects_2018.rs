//! Before edition 2021 a trait object may be written without `dyn`.
//@ edition: 2018
//@ stdout: number 5 NUMBER 7
trait Speak {
    fn speak(&self) -> String;
}

impl Speak for i32 {
    fn speak(&self) -> String {
        format!("number {}", self)
    }
}

#[allow(bare_trait_objects)]
fn loudly(speaker: &Speak) -> String {
    speaker.speak().to_uppercase()
}

#[allow(bare_trait_objects)]
fn main() {
    let object: Box<Speak> = Box::new(5);
    println!("{} {}", object.speak(), loudly(&7));
}
