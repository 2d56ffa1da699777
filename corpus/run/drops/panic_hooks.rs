//! A hook runs before anything is dropped.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        let line = info.location().map_or(0, |location| location.line());
        println!("hook: {:?} at line {line}", info.payload().downcast_ref::<&str>());
    }));
    let result = std::panic::catch_unwind(|| {
        let _d = D("after the hook");
        panic!("message");
    });
    println!("{}", result.is_err());
    let _ = std::panic::take_hook();
    let _end = D("end");
    println!("hook is gone");
}
