//! catch_unwind turns a panic into an Err whose payload is the message; the program goes on.
use std::panic;

fn risky(n: i32) -> i32 {
    if n == 0 {
        panic!("literal");
    }
    if n < 0 {
        panic!("formatted {n}");
    }
    100 / n
}

fn main() {
    for n in [5, 0, -1] {
        match panic::catch_unwind(|| risky(n)) {
            Ok(value) => println!("value {value}"),
            Err(payload) => {
                if let Some(text) = payload.downcast_ref::<&str>() {
                    println!("str {text}");
                } else if let Some(text) = payload.downcast_ref::<String>() {
                    println!("string {text}");
                }
            }
        }
    }
    println!("done");
}
