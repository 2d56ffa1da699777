//! Range patterns, open at either end, and alternatives, also nested, match literals of all kinds.
fn number(n: i32) -> &'static str {
    match n {
        i32::MIN..0 => "negative",
        0 | 1 => "bit",
        2..=9 => "digit",
        10..100 => "two digits",
        100.. => "large",
    }
}

fn character(c: char) -> &'static str {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' => "vowel",
        'a'..='z' => "consonant",
        '0'..='9' => "digit",
        _ => "other",
    }
}

fn nested(pair: (Option<i32>, bool)) -> i32 {
    match pair {
        (Some(1 | 2), true | false) => 12,
        (Some(n), true) | (Some(n @ 7), false) => n,
        (Some(_), false) => -1,
        (None, _) => -2,
    }
}

fn main() {
    for n in [-3, 0, 1, 5, 10, 99, 100] {
        println!("{n} {}", number(n));
    }
    for c in ['e', 'f', '7', '?'] {
        println!("{c} {}", character(c));
    }
    println!("{} {}", nested((Some(2), false)), nested((Some(5), true)));
    println!("{} {} {}", nested((Some(7), false)), nested((Some(8), false)), nested((None, true)));
    println!("{}", matches!("yes", "y" | "yes"));
}
