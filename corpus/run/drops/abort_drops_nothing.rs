//! `process::abort` drops nothing and ends with a signal.
//@ exit: 134
//@ stdout: aborting
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let _local = D("never");
    println!("aborting");
    std::process::abort();
}
