//! Every use of a constant is a new value; a const with drop glue is dropped at each use.
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

const NOISY: Noisy = Noisy(7);
const LIST: [i32; 3] = [1, 2, 3];
const EMPTY: Vec<i32> = Vec::new();

fn main() {
    let mut list = LIST;
    list[0] = 100;
    println!("{list:?} {LIST:?}");
    let mut a = EMPTY;
    a.push(1);
    println!("{a:?} {:?}", EMPTY);
    let _first = NOISY;
    println!("{}", NOISY.0);
    println!("end");
}
