//! `#[macro_use]` and textual order carry macros from file to file; exported ones are at the root.
//@ stdout: before all 8 a secret of the crate
//@ stdout: 6
//@ stdout: a secret of the crate
macro_rules! before {
    ($e:expr) => {
        concat!("before ", $e)
    };
}

#[macro_use]
mod macros;
mod user;

fn main() {
    println!("{}", user::all());
    println!("{}", from_file!(3));
    println!("{}", crate::exported!());
}
