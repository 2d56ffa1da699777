//! Two parameters share a name.
fn add(n: i32, n: i32) -> i32 {
    //~^ E0415
    n + n
}

fn main() {
    println!("{}", add(1, 2));
}
