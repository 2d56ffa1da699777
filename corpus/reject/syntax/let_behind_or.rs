//! `let` stands along `&&`s only.
fn main() {
    let a = Some(1);
    if let Some(1) = a || a.is_none() { //~ ERROR
        println!("one");
    }
}
