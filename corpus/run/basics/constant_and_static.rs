//! A constant and a static are used by name.
//@ stdout: loop 0
//@ stdout: loop 1
//@ stdout: loop 2
const LIMIT: u32 = 3;
static NAME: &str = "loop";

fn main() {
    for i in 0..LIMIT {
        println!("{NAME} {i}");
    }
}
