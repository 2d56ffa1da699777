//! unreachable! has its own prefix, also with a formatted message.
//@ exit: 101
//@ stdout: left middle right
//@ stdout: 2
fn side(n: i32) -> &'static str {
    match n.signum() {
        -1 => "left",
        0 => "middle",
        1 => "right",
        other => unreachable!("signum {other}"),
    }
}

fn half(n: u32) -> u32 {
    if n % 2 == 0 { n / 2 } else { unreachable!("{n} is odd") }
}

fn main() {
    println!("{} {} {}", side(-4), side(0), side(4));
    println!("{}", half(4));
    println!("{}", half(5));
}
