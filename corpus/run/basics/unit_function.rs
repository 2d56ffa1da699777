//! A function without a result returns `()`.
fn greet(times: u32) {
    if times == 0 {
        return;
    }
    println!("hello {times}");
    greet(times - 1);
}

fn main() {
    greet(3);
    let nothing = greet(0);
    println!("{nothing:?}");
}
