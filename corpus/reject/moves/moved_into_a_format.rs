//! A moved value in the arguments of `println!` is reported at the argument.
fn main() {
    let name = String::from("a");
    let other = name;
    println!(
        "{} {}",
        other,
        name, //~ E0382
    );
    let third = other;
    println!(
        "{third}
         {other}", //~ E0382
    );
}
