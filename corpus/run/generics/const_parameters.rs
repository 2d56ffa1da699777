//! Const parameters are inferred from array lengths, given explicitly and used as values.
//@ stdout: None None None Some(1) Some(2) [Some(4), Some(5), Some(3)] 8
//@ stdout: 6 80 0
//@ stdout: xxx yy
struct Ring<T, const N: usize> {
    items: [Option<T>; N],
    at: usize,
}

impl<T: Copy, const N: usize> Ring<T, N> {
    const CAPACITY: usize = N;

    fn new() -> Self {
        Ring { items: [None; N], at: 0 }
    }

    fn push(&mut self, item: T) -> Option<T> {
        let old = self.items[self.at].replace(item);
        self.at = (self.at + 1) % N;
        old
    }
}

fn sum<const N: usize>(values: [i32; N]) -> i32 {
    let mut total = 0;
    for i in 0..N {
        total += values[i];
    }
    total * N as i32
}

fn repeat<const COUNT: usize, const LETTER: char>() -> String {
    let mut text = String::new();
    for _ in 0..COUNT {
        text.push(LETTER);
    }
    text
}

fn main() {
    let mut ring: Ring<u8, 3> = Ring::new();
    for n in 1..=5 {
        print!("{:?} ", ring.push(n));
    }
    println!("{:?} {}", ring.items, Ring::<i32, 8>::CAPACITY);
    println!("{} {} {}", sum([1, 2]), sum([5; 4]), sum([]));
    println!("{} {}", repeat::<3, 'x'>(), repeat::<{ 1 + 1 }, 'y'>());
}
