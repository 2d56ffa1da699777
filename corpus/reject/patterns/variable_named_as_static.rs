//! A variable of a pattern has the name of a static.
static ZERO: i32 = 0;

fn main() {
    match Some(0) {
        Some(ZERO) => println!("{ZERO}"), //~ E0530
        _ => {}
    }
}
