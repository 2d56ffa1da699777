//! A panic inside the panic hook is told without the hook, and ends the program.
//@ exit: 101
use std::panic;

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    panic::set_hook(Box::new(|info| {
        println!("hook: {}", info.payload_as_str().unwrap_or("?"));
        if info.payload().is::<String>() {
            panic!("inside the hook");
        }
    }));
    let caught = panic::catch_unwind(|| {
        let _first = Loud("first");
        panic!("plain text")
    });
    println!("{}", caught.is_err());
    let _never = Loud("never");
    panic!("formatted {}", 1);
}
