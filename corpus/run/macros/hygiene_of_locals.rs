//! A local made by a macro and one of the caller with the same name stay apart; names passed in are the caller's.
macro_rules! using_x {
    ($e:expr) => {{
        let x = 100;
        x + $e
    }};
}

macro_rules! set {
    ($name:ident, $value:expr) => {
        let $name = $value;
    };
}

macro_rules! swap {
    ($a:expr, $b:expr) => {
        let temporary = $a;
        $a = $b;
        $b = temporary;
    };
}

macro_rules! double {
    ($e:expr) => {
        $e * 2
    };
}

fn main() {
    let x = 1;
    println!("{}", using_x!(x));
    println!("{}", using_x!(using_x!(x)));
    set!(y, x + 5);
    println!("{y}");
    let mut temporary = 1;
    let mut other = 2;
    swap!(temporary, other);
    println!("{temporary} {other}");
    println!("{}", double!(1 + 2));
}
