//! Repetitions nest, and an outer variable repeats with the inner ones.
//@ stdout: [("a", [10, 20]), ("b", []), ("c", [30])]
//@ stdout: [[10, 100], [20, 200], [30, 300]]
//@ stdout: red green s
macro_rules! table {
    ($($name:ident: [$($cell:expr),*]);* $(;)?) => {
        vec![$((stringify!($name), vec![$($cell * 10),*])),*]
    };
}

macro_rules! product {
    ($($left:expr),*; $right:tt) => { vec![$(product!(@row $left, $right)),*] };
    (@row $left:expr, [$($right:expr),*]) => { vec![$($left * $right),*] };
}

macro_rules! make_enum {
    ($($name:ident { $($variant:ident = $text:literal),* })*) => {
        $(
            enum $name { $($variant),* }
            impl $name {
                const ALL: &'static [$name] = &[$($name::$variant),*];
                fn text(&self) -> &'static str {
                    match self { $($name::$variant => $text),* }
                }
            }
        )*
    };
}

make_enum! {
    Color { Red = "red", Green = "green" }
    Size { Small = "s" }
}

fn main() {
    println!("{:?}", table! { a: [1, 2]; b: []; c: [3] });
    println!("{:?}", product!(1, 2, 3; [10, 100]));
    for color in Color::ALL {
        print!("{} ", color.text());
    }
    println!("{}", Size::ALL.iter().map(Size::text).collect::<String>());
}
