//! floor, ceil, round, trunc, fract and friends on both sides of zero.
fn main() {
    for x in [1.5f64, -1.5, 2.5, -0.4, 7.0] {
        println!("{x}: {} {} {} {} {}", x.floor(), x.ceil(), x.round(), x.trunc(), x.round_ties_even());
    }
    println!("{} {}", 2.75f64.fract(), -2.75f64.fract());
    println!("{} {} {}", (-2.0f64).abs(), 9.0f64.sqrt(), 2.0f64.powi(10));
    println!("{} {}", 3.0f64.mul_add(2.0, 1.0), 5.5 % 2.0);
    println!("{} {}", (-5.5f64).rem_euclid(2.0), 1.0f64.copysign(-3.0));
    println!("{} {}", 1.0f64.min(2.0), 9.5f64.clamp(0.0, 9.0));
    println!("{:?} {:?}", "2.5".parse::<f64>(), "x".parse::<f32>().is_err());
    println!("{:#x} {}", 1.0f64.to_bits(), f32::from_bits(0x40490fdb));
}
