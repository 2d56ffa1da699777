//! A struct declares a type parameter it does not use.
struct Empty<T> {
    //~^ E0392
    count: u32,
}

fn main() {
    println!("{}", Empty::<i32> { count: 1 }.count);
}
