//! `?` returns early and converts the error with From.
use std::fmt;
use std::num::ParseIntError;

#[derive(Debug)]
enum Failure {
    Parse(ParseIntError),
    Negative(i64),
}

impl From<ParseIntError> for Failure {
    fn from(error: ParseIntError) -> Self {
        Failure::Parse(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Parse(error) => write!(f, "not a number: {error}"),
            Failure::Negative(n) => write!(f, "{n} is negative"),
        }
    }
}

impl std::error::Error for Failure {}

fn parse(text: &str) -> Result<u32, Failure> {
    let n: i64 = text.trim().parse()?;
    if n < 0 {
        return Err(Failure::Negative(n));
    }
    Ok(n as u32)
}

fn total(texts: &[&str]) -> Result<u32, Box<dyn std::error::Error>> {
    let mut sum = 0;
    for text in texts {
        sum += parse(text)?;
    }
    if sum == 0 {
        return Err("nothing to add".into());
    }
    Ok(sum)
}

fn main() {
    for texts in [&["1", " 2 "][..], &["x"], &["1", "-5"], &[]] {
        match total(texts) {
            Ok(sum) => println!("{sum}"),
            Err(error) => println!("error: {error}"),
        }
    }
    println!("{:?}", parse("-1"));
}
