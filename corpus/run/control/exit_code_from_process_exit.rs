//! `std::process::exit` ends the program with its code and runs no destructors.
//@ exit: 7
//@ stdout: before
struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("never printed");
    }
}

fn main() {
    let _noisy = Noisy;
    println!("before");
    if std::hint::black_box(true) {
        std::process::exit(7);
    }
    println!("after");
}
