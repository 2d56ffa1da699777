//! A variable is used after its block ended.
fn main() {
    {
        let inner = 5;
        println!("{inner}");
    }
    println!("{inner}"); //~ E0425
}
