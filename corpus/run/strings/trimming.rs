//! The trim methods strip white space or a pattern from either end.
fn main() {
    println!("[{}]", "  both \n".trim());
    println!("[{}]", "  start ".trim_start());
    println!("[{}]", "  end ".trim_end());
    println!("[{}]", "xxabcxx".trim_matches('x'));
    println!("[{}]", "0012".trim_start_matches('0'));
    println!("[{}]", "12.500".trim_end_matches(|c| c == '0'));
    println!("[{}]", "   ".trim());
}
