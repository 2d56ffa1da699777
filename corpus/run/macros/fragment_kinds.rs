//! Every common fragment kind: expr, ident, ty, pat, stmt, block, item, literal, lifetime, path, tt, vis, meta.
macro_rules! define {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident : $ty:ty),* }) => {
        $(#[$meta])*
        $vis struct $name { $($field: $ty),* }
    };
}

macro_rules! matches_any {
    ($value:expr, $pattern:pat) => {
        match $value {
            $pattern => true,
            _ => false,
        }
    };
}

macro_rules! run {
    ($statement:stmt; $block:block) => {{
        $statement
        $block
    }};
}

macro_rules! call {
    ($path:path, $literal:literal) => {
        $path($literal)
    };
}

macro_rules! add_item {
    ($item:item) => {
        $item
    };
}

macro_rules! outer_loop {
    ($label:lifetime, $body:block) => { $label: loop { loop { $body break $label; } } };
}

macro_rules! swap_args {
    ($($function:ident)::+ ($a:tt, $b:tt)) => { $($function)::+($b, $a) };
}

define! {
    #[derive(Debug, Default)]
    pub struct Made { number: u8, list: Vec<Option<i32>> }
}

add_item! {
    fn added() -> i32 {
        42
    }
}

fn main() {
    println!("{:?} {}", Made::default(), Made::default().list.len());
    println!("{}", Made { number: 1, list: vec![] }.number);
    println!("{} {}", matches_any!(5, 1..=5), matches_any!(Some(1), None | Some(2)));
    println!("{}", run!(let x = 5; { x * 2 }));
    println!("{:?} {}", call!(Some, "s"), call!(String::from, "path"));
    println!("{}", added());
    outer_loop!('a, { println!("once"); });
    println!("{}", swap_args!(i32::pow(3, 2)));
}
