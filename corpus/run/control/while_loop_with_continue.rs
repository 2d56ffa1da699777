//! `while` tests before each turn; `continue` goes back to the test and `break` leaves.
//@ stdout: 3 6 9 12 15 stopped at 18
fn main() {
    let mut i = 0;
    while i < 20 {
        i += 1;
        if i % 3 != 0 {
            continue;
        }
        if i > 15 {
            break;
        }
        print!("{i} ");
    }
    println!("stopped at {i}");
    while i < 0 {
        println!("never");
    }
}
