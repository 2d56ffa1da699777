//! Floats print with the fewest digits that read back equal; Debug keeps a `.0` and uses exponents at the ends.
fn main() {
    println!("{} {:?}", 1.0, 1.0);
    println!("{} {:?}", 0.1 + 0.2, 0.1f32 + 0.2f32);
    println!("{} {}", 1.0f64 / 3.0, 1.0f32 / 3.0);
    println!("{} {:?}", 1e21, 1e21);
    println!("{} {:?}", 1e15, 1e16);
    println!("{} {:?}", 0.00001, 0.00001);
    println!("{:?} {:?}", f64::MAX, f64::MIN_POSITIVE);
    println!("{:?} {:?}", f32::MAX, f32::MIN);
    println!("{:.2} {:.0} {:.0} {:.0}", 2.345, 0.5, 1.5, 2.5);
    println!("{:8.3}|{:<8.1}|{:+}|{:08.2}", 1.5, 1.5, 1.5, -1.5);
    println!("{:e} {:E} {:e}", 1234.5, 0.00012, 5);
    println!("{:?} {:?} {:5}|", f64::NAN, -f64::INFINITY, f64::NAN);
}
