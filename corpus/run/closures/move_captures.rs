//! `move` takes what is captured into the closure: copies of Copy values, the others for good.
//@ stdout: 1 2 11 3
//@ stdout: 2 3 1
//@ stdout: 4 4 101
fn counter(start: i32) -> impl FnMut() -> i32 {
    let mut n = start;
    move || {
        n += 1;
        n
    }
}

fn main() {
    let mut a = counter(0);
    let mut b = counter(10);
    println!("{} {} {} {}", a(), a(), b(), a());
    let mut copied = 1;
    let mut bump = move || {
        copied += 1;
        copied
    };
    println!("{} {} {copied}", bump(), bump());
    copied += 100;
    let text = String::from("gone");
    let length = move || text.len();
    println!("{} {} {copied}", length(), length());
}
