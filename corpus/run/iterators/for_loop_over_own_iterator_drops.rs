//! A `for` loop drops each item at the end of its turn and the iterator at the loop's end.
struct Noisy(&'static str, u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {} {}", self.0, self.1);
    }
}

struct Source(u32, Noisy);

impl Iterator for Source {
    type Item = Noisy;

    fn next(&mut self) -> Option<Noisy> {
        self.0 += 1;
        println!("next {}", self.1.1);
        (self.0 <= 4).then(|| Noisy("item", self.0))
    }
}

fn main() {
    for item in Source(0, Noisy("source", 100)) {
        if item.1 == 2 {
            continue;
        }
        println!("body {}", item.1);
        if item.1 == 3 {
            break;
        }
    }
    println!("end");
}
