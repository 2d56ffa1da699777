//! A closure that is called where it is written, in each of the three ways.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let k = 3;
    println!("{}", (|x: i32| x + k)(2));
    let mut n = 0;
    (|| n += 1)();
    println!("{n}");
    let d = D("consumed");
    (move || drop(d))();
    let kept = D("captured");
    let length = (move |s: &str| s.len() + kept.0.len())("abc");
    println!("{length}");
}
