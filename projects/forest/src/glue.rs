//! Macros, generics and the environment.

#[macro_export]
macro_rules! square {
    ($value:expr) => {
        $crate::glue::times($value, $value)
    };
}

pub fn times(a: i32, b: i32) -> i32 {
    a * b
}

pub fn repeat(text: &str, count: usize) -> String {
    text.repeat(count)
}

#[derive(Debug, PartialEq)]
pub struct Pair<A, B> {
    pub first: A,
    pub second: B,
}

impl<A, B> Pair<A, B> {
    pub fn new(first: A, second: B) -> Pair<A, B> {
        Pair { first, second }
    }

    pub fn swap(self) -> Pair<B, A> {
        Pair { first: self.second, second: self.first }
    }
}

pub fn total<T: std::ops::Add<Output = T> + Default>(values: impl Iterator<Item = T>) -> T {
    values.fold(T::default(), |sum, value| sum + value)
}

#[cfg(test)]
mod tests {
    use super::{Pair, repeat, total};

    #[test]
    fn repeats_0() {
        assert_eq!(repeat("ab", 1).len(), 2);
    }

    #[test]
    fn macro_0() {
        assert_eq!(square!(1), 1);
    }

    #[test]
    fn repeats_1() {
        assert_eq!(repeat("ab", 2).len(), 4);
    }

    #[test]
    fn macro_1() {
        assert_eq!(square!(2), 4);
    }

    #[test]
    fn repeats_2() {
        assert_eq!(repeat("ab", 3).len(), 6);
    }

    #[test]
    fn macro_2() {
        assert_eq!(square!(3), 9);
    }

    #[test]
    fn repeats_3() {
        assert_eq!(repeat("ab", 5).len(), 10);
    }

    #[test]
    fn macro_3() {
        assert_eq!(square!(5), 25);
    }

    #[test]
    fn repeats_4() {
        assert_eq!(repeat("ab", 8).len(), 16);
    }

    #[test]
    fn macro_4() {
        assert_eq!(square!(8), 64);
    }

    #[test]
    fn macro_in_message() {
        assert!(square!(2) == 5, "square of {}", 2);
    }

    #[test]
    fn pairs() {
        assert_eq!(Pair::new(1, 2).swap(), Pair::new(2, 1));
    }

    #[test]
    fn pairs_of_text() {
        assert_eq!(Pair::new("a", "b").swap().first, "b");
    }

    #[test]
    fn sums() {
        assert_eq!(total([1u8, 2, 3].into_iter()), 6);
    }

    #[test]
    #[should_panic]
    fn sum_overflows() {
        total([200u8, 100].into_iter());
    }

    #[test]
    fn closure() {
        let add = |n| move |m| n + m;
        assert_eq!(add(1)(2), 3);
    }

    #[test]
    fn closure_panics() {
        let fail: &dyn Fn() = &|| panic!("inside a closure");
        fail();
    }

    #[test]
    fn location() {
        let place = std::panic::Location::caller();
        assert_eq!(place.file(), file!());
    }

    #[test]
    fn module_path() {
        assert_eq!(module_path!(), "forest::glue::tests");
    }

    #[test]
    fn package() {
        assert_eq!((env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")), ("forest", "0.2.0"));
    }
}
