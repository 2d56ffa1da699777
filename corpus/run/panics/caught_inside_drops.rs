//! Drops that run while a panic unwinds may catch panics of their own, to any depth.
use std::panic::{self, AssertUnwindSafe};

struct Careful<'a>(u32, &'a mut Vec<String>);

impl Drop for Careful<'_> {
    fn drop(&mut self) {
        let (depth, log) = (self.0, &mut *self.1);
        log.push(format!("drop {depth}, panicking: {}", std::thread::panicking()));
        if depth == 0 {
            return;
        }
        let caught = panic::catch_unwind(AssertUnwindSafe(|| {
            let inner = Careful(depth - 1, log);
            if inner.0 < 10 {
                panic!("at depth {}", inner.0);
            }
        }));
        log.push(format!("caught {}", caught.is_err()));
    }
}

fn main() {
    panic::set_hook(Box::new(|info| println!("{}", info.payload_as_str().unwrap_or("?"))));
    let mut log = Vec::new();
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let _outer = Careful(4, &mut log);
        panic!("first");
    }));
    println!("{}", caught.is_err());
    println!("{}", log.join("\n"));
}
