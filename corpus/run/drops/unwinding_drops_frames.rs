//! A panic drops the locals of every frame it leaves, innermost first.
//@ exit: 101
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {} {}", self.0, std::thread::panicking());
    }
}

fn inner(values: &[i32], index: usize) -> i32 {
    let _guard = Noisy("inner");
    values[index]
}

fn outer(index: usize) -> i32 {
    let _guard = Noisy("outer");
    let _second = Noisy("outer second");
    inner(&[1, 2], index)
}

fn main() {
    let _main = Noisy("main");
    println!("{}", outer(1));
    println!("{}", outer(2));
}
