//! `process::exit` drops nothing.
//@ exit: 3
//@ stdout: leaving
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let _local = D("never");
    let _boxed = Box::new(D("never either"));
    println!("leaving");
    std::process::exit(3);
}
