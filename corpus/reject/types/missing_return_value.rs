//! A function body ends without the value its signature promises.
fn answer(n: i32) -> i32 {
    //~^ E0308
    n + 1;
}

fn main() {
    println!("{}", answer(41));
}
