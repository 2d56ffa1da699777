//! A struct is cast to an integer.
struct Meters(f64);

fn main() {
    let length = Meters(1.5);
    println!("{}", length.0);
    println!("{}", length as i32); //~ E0605
}
