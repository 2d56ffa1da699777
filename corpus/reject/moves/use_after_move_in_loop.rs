//! A value is moved in the first turn of a loop and again in the next.
fn main() {
    let text = String::from("once");
    for n in 0..2 {
        let taken = text; //~ E0382
        println!("{n} {taken}");
    }
}
