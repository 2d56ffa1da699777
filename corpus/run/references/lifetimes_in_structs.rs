//! A struct that holds references lends parts of what it borrows.
//@ stdout: (Some("three"), Some("small"))
//@ stdout: (Some("one"), None)
//@ stdout: -1 8.25
struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn word(&mut self) -> Option<&'a str> {
        let trimmed = self.rest.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        let end = trimmed.find(' ').unwrap_or(trimmed.len());
        let (word, rest) = trimmed.split_at(end);
        self.rest = rest;
        Some(word)
    }
}

struct Extremes<'a, T> {
    low: &'a T,
    high: &'a T,
}

fn extremes<T: PartialOrd>(values: &[T]) -> Option<Extremes<'_, T>> {
    let first = values.first()?;
    let mut result = Extremes { low: first, high: first };
    for value in values {
        if value < result.low {
            result.low = value;
        }
        if value > result.high {
            result.high = value;
        }
    }
    Some(result)
}

fn first_words(text: &str) -> (Option<&str>, Option<&str>) {
    let mut parser = Parser { rest: text };
    (parser.word(), parser.word())
}

fn main() {
    println!("{:?}", first_words("  three small words "));
    println!("{:?}", first_words("one"));
    let values = vec![3.5, -1.0, 8.25];
    if let Some(Extremes { low, high }) = extremes(&values) {
        println!("{low} {high}");
    }
}
