//! Copy cannot be derived for a struct that owns a String.
#[derive(Clone, Copy)]
struct Person {
    //~^ E0204
    name: String,
}

fn main() {
    println!("{}", Person { name: "Ann".to_string() }.name);
}
