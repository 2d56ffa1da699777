//! Infinities, NaN and signed zero follow IEEE 754.
fn main() {
    let zero = 0.0f64;
    println!("{} {} {}", 1.0 / zero, -1.0 / zero, zero / zero);
    let nan = f64::NAN;
    let same = nan;
    println!("{} {}", nan == same, nan != same);
    println!("{} {}", nan < 1.0, nan >= zero);
    println!("{:?} {:?} {}", -0.0, 0.0, -0.0 == 0.0);
    println!("{} {}", f64::INFINITY > f64::MAX, f64::MAX * 2.0);
    println!("{:?} {:?}", 1.0f64.partial_cmp(&2.0), 1.0f64.partial_cmp(&f64::NAN));
    println!("{} {}", f64::NAN.max(1.0), f64::NAN.is_nan());
    println!("{:?}", 0.0f64.total_cmp(&-0.0));
    println!("{} {}", (-0.0f64).is_sign_negative(), f64::EPSILON > 0.0);
}
