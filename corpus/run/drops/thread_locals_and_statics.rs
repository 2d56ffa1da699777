//! Statics are never dropped, thread locals when their thread ends.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

static FOREVER: D = D("static");

thread_local! {
    static LOCAL: D = D("thread local");
}

fn main() {
    println!("{}", FOREVER.0);
    let handle = std::thread::spawn(|| LOCAL.with(|d| println!("in thread {}", d.0)));
    handle.join().unwrap();
    println!("joined");
}
