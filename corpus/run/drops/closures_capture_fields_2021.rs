//! A closure captures the whole variable in 2018, and only the fields it uses since 2021.
//@ edition: 2021
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Pair {
    a: D,
    b: D,
}

fn main() {
    {
        let pair = Pair { a: D("a"), b: D("b") };
        let closure = move || println!("uses {}", pair.a.0);
        closure();
        drop(closure);
        println!("closure is gone");
    }
    {
        let tuple = (D("first"), D("second"));
        {
            let closure = || {
                let _moved = tuple.0;
                println!("has it");
            };
            closure();
            println!("called");
        }
        println!("end of block");
    }
    let nested = (D("x"), (D("y"), D("z")));
    let take = move || {
        let _y = (nested.1).0;
        println!("in");
    };
    println!("made");
    take();
    println!("end");
}
