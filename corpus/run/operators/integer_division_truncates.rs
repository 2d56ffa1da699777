//! Integer division rounds toward zero and the remainder has the sign of the dividend.
fn show(a: i32, b: i32) {
    println!("{a} / {b} = {}, {a} % {b} = {}", a / b, a % b);
}

fn main() {
    show(7, 2);
    show(-7, 2);
    show(7, -2);
    show(-7, -2);
    show(6, 3);
    show(1, 5);
    println!("{} {}", 255u8 / 16, 255u8 % 16);
}
