//! Two functions of one name in one module.
fn twice(n: i32) -> i32 {
    n * 2
}

fn twice(n: i32) -> i32 {
    //~^ E0428
    n + n
}

fn main() {
    println!("{}", twice(2));
}
