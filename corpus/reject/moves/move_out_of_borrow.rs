//! A String is moved out of a reference.
struct Person {
    name: String,
}

fn name(person: &Person) -> String {
    person.name //~ E0507
}

fn main() {
    println!("{}", name(&Person { name: "Ann".to_string() }));
}
