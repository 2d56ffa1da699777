//! `Sum` and `Product` of numbers.

pub trait Sum<A = Self>: Sized {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
pub trait Product<A = Self>: Sized {
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}

macro_rules! numbers {
    ($zero:expr, $one:expr, $($t:ty)*) => { $(
        impl Sum for $t {
            fn sum<I: Iterator<Item = $t>>(mut iter: I) -> $t {
                let mut total: $t = $zero;
                while let Some(x) = iter.next() {
                    total += x;
                }
                total
            }
        }
        impl Product for $t {
            fn product<I: Iterator<Item = $t>>(mut iter: I) -> $t {
                let mut total: $t = $one;
                while let Some(x) = iter.next() {
                    total *= x;
                }
                total
            }
        }
        impl<'a> Sum<&'a $t> for $t {
            fn sum<I: Iterator<Item = &'a $t>>(mut iter: I) -> $t {
                let mut total: $t = $zero;
                while let Some(x) = iter.next() {
                    total += *x;
                }
                total
            }
        }
        impl<'a> Product<&'a $t> for $t {
            fn product<I: Iterator<Item = &'a $t>>(mut iter: I) -> $t {
                let mut total: $t = $one;
                while let Some(x) = iter.next() {
                    total *= *x;
                }
                total
            }
        }
    )* };
}
numbers! { 0, 1, i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
numbers! { -0.0, 1.0, f32 f64 }
