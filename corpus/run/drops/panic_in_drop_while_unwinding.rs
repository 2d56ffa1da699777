//! A panic in `drop` while another unwinds aborts the program.
//@ unstable: addresses
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        println!("bomb");
        panic!("second");
    }
}

fn main() {
    let _outer = D("never dropped");
    let _bomb = Bomb;
    let _inner = D("inner");
    panic!("first");
}
