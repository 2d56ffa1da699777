//! One macro stamps out trait implementations and functions for a list of types.
trait Zero {
    const ZERO: Self;
    fn name() -> &'static str;
}

macro_rules! zero {
    ($($ty:ty = $zero:expr),+) => {
        $(impl Zero for $ty {
            const ZERO: Self = $zero;
            fn name() -> &'static str {
                stringify!($ty)
            }
        })+
    };
}

zero!(i32 = 0, f64 = 0.0, (u8, char) = (0, '0'), &'static str = "");

macro_rules! getters {
    ($owner:ident: $($field:ident -> $ty:ty),*) => {
        impl $owner {
            $(fn $field(&self) -> &$ty { &self.$field })*
        }
    };
}

struct Person {
    name: String,
    age: u32,
}

getters!(Person: name -> str, age -> u32);

fn show<T: Zero + std::fmt::Debug>() {
    println!("{} {:?}", T::name(), T::ZERO);
}

fn main() {
    show::<i32>();
    show::<f64>();
    show::<(u8, char)>();
    show::<&'static str>();
    let person = Person { name: "Ann".to_string(), age: 30 };
    println!("{} {}", person.name(), person.age());
}
