//! The scrutinee of `if let` lives through `else` before 2024, and ends before it since.
//@ edition: 2021
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn get(&self) -> Option<u32> {
        if self.0 == "some" { Some(1) } else { None }
    }
}

fn main() {
    if let Some(n) = D("some").get() {
        println!("then {n}");
    } else {
        println!("else");
    }
    if let Some(n) = D("none").get() {
        println!("then {n}");
    } else {
        println!("else");
    }
    let value = if let Some(_) = D("none in let").get() {
        1
    } else if let None = D("none in else if").get() {
        println!("second");
        2
    } else {
        3
    };
    println!("value {value}");
    while let Some(n) = D("none in while").get() {
        println!("never {n}");
    }
    println!("end");
}
