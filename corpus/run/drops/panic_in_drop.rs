//! A panic in `drop` unwinds; the other values are dropped all the same.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Bomb(&'static str);

impl Drop for Bomb {
    fn drop(&mut self) {
        println!("bomb {}", self.0);
        panic!("bomb {} went off", self.0);
    }
}

struct Holder {
    _before: D,
    _bomb: Bomb,
    _after: D,
}

fn main() {
    let result = std::panic::catch_unwind(|| {
        let _first = D("first");
        let _bomb = Bomb("local");
        let _last = D("last");
    });
    println!("{}", result.is_err());
    let result = std::panic::catch_unwind(|| {
        let _holder = Holder { _before: D("before"), _bomb: Bomb("field"), _after: D("after") };
    });
    println!("{}", result.is_err());
    let result = std::panic::catch_unwind(|| {
        let list = vec![Bomb("element")];
        drop(list);
        println!("never");
    });
    println!("{}", result.is_err());
}
