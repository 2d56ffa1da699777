//! A constant is made anew at every use and dropped there.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

const C: D = D("constant");

struct Guard;

impl Guard {
    const INNER: D = D("associated");
}

fn main() {
    println!("{}", C.0);
    let _kept = C;
    let r = &C;
    println!("{}", r.0);
    println!("{}", Guard::INNER.0);
    println!("end");
}
