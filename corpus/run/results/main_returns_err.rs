//! A main that returns Err prints its Debug form to stderr and exits with 1.
//@ exit: 1
//@ stdout: 5
//@ stderr: Error: ParseIntError { kind: InvalidDigit }
fn parse(text: &str) -> Result<i32, std::num::ParseIntError> {
    text.parse()
}

fn main() -> Result<(), std::num::ParseIntError> {
    println!("{}", parse("5")?);
    println!("{}", parse("five")?);
    Ok(())
}
