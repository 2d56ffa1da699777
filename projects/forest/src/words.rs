//! Text.

pub fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

pub fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

pub fn is_palindrome(text: &str) -> bool {
    reversed(text) == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reverses_0() {
        assert_eq!(reversed("abc"), "cba");
    }

    #[test]
    fn reverses_1() {
        assert_eq!(reversed(""), "");
    }

    #[test]
    fn reverses_2() {
        assert_eq!(reversed("é1"), "1é");
    }

    #[test]
    fn reverses_3() {
        assert_eq!(reversed("noon"), "noon");
    }

    #[test]
    fn reverses_4() {
        assert_eq!(reversed("xy z"), "z yx");
    }

    #[test]
    fn reverses_5() {
        assert_eq!(reversed("Rust"), "tsuR");
    }

    #[test]
    fn counts_0() {
        println!("counting {:?}", "a b c");
        assert_eq!(count("a b c"), 3);
    }

    #[test]
    fn counts_1() {
        println!("counting {:?}", "");
        assert_eq!(count(""), 0);
    }

    #[test]
    fn counts_2() {
        println!("counting {:?}", "  x  ");
        assert_eq!(count("  x  "), 1);
    }

    #[test]
    fn counts_3() {
        println!("counting {:?}", "one two");
        assert_eq!(count("one two"), 2);
    }

    #[test]
    fn counts_4() {
        println!("counting {:?}", "1 2 3 4");
        assert_eq!(count("1 2 3 4"), 4);
    }

    #[test]
    fn counts_wrongly() {
        println!("counting");
        println!("still counting");
        assert_eq!(count("a b"), 3);
    }

    #[test]
    fn not_a_palindrome() {
        assert!(is_palindrome("abc"), "abc backwards is {}", reversed("abc"));
    }

    #[test]
    fn palindrome() {
        assert!(is_palindrome("racecar"));
    }

    #[test]
    fn prints_and_fails() {
        print!("no newline");
        eprintln!("to standard error");
        panic!("after {} lines", 1);
    }

    #[test]
    #[should_panic(expected = "char boundary")]
    fn slices_inside_a_char() {
        let text = String::from("é");
        let _ = &text[..1];
    }

    #[test]
    #[ignore]
    fn ignored_and_broken() {
        panic!("never run");
    }

    #[test]
    fn uppercase() {
        assert_eq!("straße".to_uppercase(), "STRASSE");
    }

    #[test]
    fn name_of_the_thread() {
        assert_eq!(std::thread::current().name(), Some("words::tests::name_of_the_thread"));
    }

    #[test]
    fn quiet_success() {
        println!("nobody sees this");
    }
}
