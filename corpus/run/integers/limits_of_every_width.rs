//! MIN, MAX and BITS of every integer type.
macro_rules! limits {
    ($($ty:ty),*) => {
        $(println!("{}: {} {} {}", stringify!($ty), <$ty>::MIN, <$ty>::MAX, <$ty>::BITS);)*
    };
}

fn main() {
    limits!(i8, u8, i16, u16, i32, u32, i64, u64, i128, u128, isize, usize);
}
