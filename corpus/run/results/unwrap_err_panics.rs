//! unwrap on Err panics with the error's Debug form.
//@ exit: 101
//@ stdout: limit 10
//@ stdout: 3
#[derive(Debug)]
enum Problem {
    TooBig { limit: u32 },
}

fn check(n: u32) -> Result<u32, Problem> {
    if n > 10 { Err(Problem::TooBig { limit: 10 }) } else { Ok(n) }
}

fn main() {
    if let Err(Problem::TooBig { limit }) = check(20) {
        println!("limit {limit}");
    }
    println!("{}", check(3).unwrap());
    println!("{}", check(11).unwrap());
}
