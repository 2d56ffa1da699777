//! Constants whose values need each other.
const FIRST: u32 = SECOND + 1; //~ E0391
const SECOND: u32 = THIRD * 2;
const THIRD: u32 = FIRST - 1;

fn main() {
    println!("{FIRST}");
}
