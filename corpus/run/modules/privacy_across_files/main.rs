//! A file is a module: what it keeps private its parents cannot name, and its children can.
//@ stdout: 5 50
//@ stdout: 60
mod vault;

fn main() {
    let v = vault::Vault::new(5);
    println!("{} {}", v.shown, v.peek());
    println!("{}", vault::door::open(&v));
}
