//! A type parameter is declared twice.
fn pair<T, T>(a: T, b: T) -> (T, T) {
    //~^ E0403
    (a, b)
}

fn main() {
    println!("{:?}", pair(1, 2));
}
