//! macro_rules repetitions: comma lists, optional parts, key-value pairs and counting.
macro_rules! total {
    () => { 0 };
    ($first:expr $(, $rest:expr)* $(,)?) => { $first + total!($($rest),*) };
}

macro_rules! pairs {
    ($($key:ident => $value:expr),* $(,)?) => {
        vec![$((stringify!($key), $value)),*]
    };
}

macro_rules! greet {
    ($name:expr $(, $greeting:literal)?) => {{
        let mut text = String::new();
        $(text.push_str($greeting); text.push(' ');)?
        text.push_str($name);
        text
    }};
}

macro_rules! one {
    ($item:tt) => {
        ()
    };
}

macro_rules! length {
    ($($item:tt)*) => { [$(one!($item)),*].len() };
}

fn main() {
    println!("{} {} {}", total!(), total!(1), total!(1, 2 * 3, 4,));
    println!("{:?}", pairs! { one => 1, two => 1 + 1, });
    println!("{} {}", greet!("Ann"), greet!("Bob", "Hi"));
    println!("{}", length!(a b (c d) [e] 5));
}
