//! A caught panic may go on; what lies between is dropped once.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

use std::panic::{catch_unwind, resume_unwind};

fn main() {
    let result = catch_unwind(|| {
        let _outer = D("outer");
        let inner = catch_unwind(|| {
            let _inner = D("inner");
            panic!("first");
        });
        println!("caught");
        if let Err(payload) = inner {
            resume_unwind(payload);
        }
    });
    match result {
        Ok(()) => println!("fine"),
        Err(payload) => println!("{:?}", payload.downcast_ref::<&str>()),
    }
    let value = catch_unwind(|| D("returned"));
    println!("got {}", value.is_ok());
    drop(value);
    println!("{}", std::thread::panicking());
}
