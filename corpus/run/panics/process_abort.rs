//! std::process::abort ends the program with signal 6 and runs no destructors.
//@ exit: 134
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
    std::process::abort();
}
