//! A match on an integer leaves numbers out.
fn text(n: u8) -> &'static str {
    match n {
        //~^ E0004
        0..=9 => "digit",
        11.. => "more",
    }
}

fn main() {
    println!("{}", text(5));
}
