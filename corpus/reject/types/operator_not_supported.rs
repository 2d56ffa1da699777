//! Two structs without Add are added.
struct Meters(f64);

fn main() {
    let a = Meters(1.0);
    let b = Meters(2.0);
    println!("{}", a.0);
    let c = a + b; //~ E0369
    println!("{}", c.0);
}
