//! Quotients and remainders by constants, at the edges of where a multiplication by the reciprocal is exact.
macro_rules! by_constants {
    ($ty:ident: $($by:literal)*) => {{
        let mut sum = 0u64;
        $(
            for n in edges_of($by).map(|n| n as $ty) {
                let (quotient, remainder) = (n / $by, n % $by);
                assert_eq!(quotient * $by + remainder, n);
                sum = sum.wrapping_mul(31).wrapping_add(quotient as u64);
                sum = sum.wrapping_mul(31).wrapping_add(remainder as u64);
            }
        )*
        println!("{}: {sum:016x}", stringify!($ty));
    }};
}

/// Numbers around the powers of two and around multiples of `by`.
fn edges_of(by: u64) -> impl Iterator<Item = u64> {
    let around = |n: u64| [n.wrapping_sub(1), n, n.wrapping_add(1)];
    (0..64).flat_map(move |bit| around(1 << bit)).flat_map(move |n| around(n / by * by)).chain([0, u64::MAX])
}

fn main() {
    by_constants!(u64: 2 3 7 10 12 641 1_000_000_007 9_223_372_036_854_775_807 9_223_372_036_854_775_808);
    by_constants!(i64: 2 3 7 10 12 641 1_000_000_007 9_223_372_036_854_775_807);
    by_constants!(u32: 2 3 7 10 12 641 1_000_000_007 4_294_967_295);
    by_constants!(i32: 2 3 7 10 12 641 1_000_000_007 2_147_483_647);
    for n in [i64::MIN, i64::MIN + 1, -8, -7, -1, 0, 1, 6, 7, i64::MAX] {
        println!("{n}: {} {}", n / 7, n % 7);
    }
}
