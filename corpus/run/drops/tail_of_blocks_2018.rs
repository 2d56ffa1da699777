//! Temporaries of a tail expression outlive the locals before 2024, and end before them since.
//@ edition: 2018
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn len(&self) -> usize {
        self.0.len()
    }
}

fn tail() -> usize {
    let _local = D("local");
    D("temporary").len()
}

fn main() {
    println!("{}", tail());
    let n = {
        let _inner = D("inner");
        D("of the block").len() + 1
    };
    println!("{n}");
    let closure = || {
        let _own = D("of the closure");
        D("tail of the closure").len()
    };
    println!("{}", closure());
    let m = match n {
        0 => 0,
        _ => {
            let _arm = D("arm");
            D("tail of the arm").len()
        }
    };
    println!("{m}");
}
