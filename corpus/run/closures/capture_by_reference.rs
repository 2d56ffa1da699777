//! A closure that only reads borrows what it uses, so the owner stays usable.
fn main() {
    let name = String::from("Ann");
    let greet = |greeting: &str| format!("{greeting}, {name}!");
    println!("{}", greet("Hello"));
    println!("{name}");
    println!("{}", greet("Bye"));
    let offset = 10;
    let shift = |n| n + offset;
    println!("{} {}", shift(1), shift(2));
}
