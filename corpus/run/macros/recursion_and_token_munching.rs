//! A macro consumes its tokens step by step and calls itself with the rest.
macro_rules! calculate {
    (@ $sum:expr;) => { $sum };
    (@ $sum:expr; plus $n:literal $($rest:tt)*) => { calculate!(@ $sum + $n; $($rest)*) };
    (@ $sum:expr; minus $n:literal $($rest:tt)*) => { calculate!(@ $sum - $n; $($rest)*) };
    ($n:literal $($rest:tt)*) => { calculate!(@ $n; $($rest)*) };
}

macro_rules! reverse {
    ([] $($done:expr),*) => { [$($done),*] };
    ([$first:expr $(, $rest:expr)*] $($done:expr),*) => { reverse!([$($rest),*] $first $(, $done)*) };
}

macro_rules! my_match {
    ($value:expr; $($pattern:pat => $result:expr),+; else $other:expr) => {
        match $value { $($pattern => $result,)+ _ => $other }
    };
}

macro_rules! define_macro {
    ($name:ident, $n:literal) => {
        macro_rules! $name {
            () => {
                $n
            };
        }
    };
}

define_macro!(seven, 7);

fn main() {
    println!("{}", calculate!(10 plus 5 minus 3 plus 1));
    println!("{:?}", reverse!([1, 2, 3]));
    println!("{}", my_match!(3; 1 | 2 => "few", 3..=9 => "some"; else "many"));
    println!("{}", seven!());
}
