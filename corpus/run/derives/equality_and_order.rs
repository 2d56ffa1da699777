//! Derived comparisons go by variant, then field by field in declaration order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Rank {
    Low(u8),
    Middle { major: i32, minor: i32 },
    High,
}

#[derive(PartialEq, PartialOrd)]
struct Measure {
    value: f64,
    unit: &'static str,
}

fn main() {
    let mut ranks = [
        Rank::High,
        Rank::Middle { major: 1, minor: 9 },
        Rank::Low(200),
        Rank::Middle { major: 1, minor: -9 },
        Rank::Low(3),
    ];
    ranks.sort();
    println!("{ranks:?}");
    println!("{} {}", Rank::Low(255) < Rank::High, Rank::Low(1) == Rank::Low(1));
    println!("{:?} {:?}", Rank::High.cmp(&Rank::Low(0)), ranks.iter().max());
    let a = Measure { value: 1.0, unit: "m" };
    let b = Measure { value: f64::NAN, unit: "m" };
    println!("{} {:?} {:?}", a == a, a.partial_cmp(&b), b.partial_cmp(&b));
    println!("{:?}", a.partial_cmp(&Measure { value: 1.0, unit: "km" }));
}
