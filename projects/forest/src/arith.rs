//! Numbers.

pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

pub fn div_rem(a: i32, b: i32) -> (i32, i32) {
    (a / b, a % b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_0() {
        assert_eq!(add(1, 2), 3);
    }

    #[test]
    fn divides_0() {
        assert_eq!(div_rem(2, 2), (1, 0));
    }

    #[test]
    fn adds_1() {
        assert_eq!(add(7, 5), 12);
    }

    #[test]
    fn divides_1() {
        assert_eq!(div_rem(35, 5), (7, 0));
    }

    #[test]
    fn adds_2() {
        assert_eq!(add(100, 27), 127);
    }

    #[test]
    fn divides_2() {
        assert_eq!(div_rem(2700, 27), (100, 0));
    }

    #[test]
    fn adds_3() {
        assert_eq!(add(255, 1), 256);
    }

    #[test]
    fn divides_3() {
        assert_eq!(div_rem(255, 1), (255, 0));
    }

    #[test]
    fn adds_4() {
        assert_eq!(add(12, 12), 24);
    }

    #[test]
    fn divides_4() {
        assert_eq!(div_rem(144, 12), (12, 0));
    }

    #[test]
    fn adds_wrongly() {
        assert_eq!(add(2, 2), 5, "two and two");
    }

    #[test]
    #[should_panic(expected = "overflow")]
    fn overflows() {
        let big = std::hint::black_box(i32::MAX);
        let _ = add(big, 1);
    }

    #[test]
    #[should_panic]
    fn divides_by_zero() {
        div_rem(1, std::hint::black_box(0));
    }

    #[test]
    fn divides_by_zero_unexpectedly() {
        div_rem(1, std::hint::black_box(0));
    }

    #[test]
    #[should_panic(expected = "overflow")]
    fn does_not_overflow() {
        let _ = add(1, 1);
    }

    #[test]
    #[ignore]
    fn slow_sum() {
        assert_eq!((1..=1000u64).sum::<u64>(), 500_500);
    }

    #[test]
    #[ignore = "takes long elsewhere"]
    fn slow_product() {
        assert_eq!((1..=10u64).product::<u64>(), 3_628_800);
    }

    #[test]
    fn checked() -> Result<(), String> {
        Ok(assert_eq!(i32::MAX.checked_add(1), None))
    }

    #[test]
    fn parses() -> Result<(), std::num::ParseIntError> {
        let n: i32 = "42".parse()?;
        assert_eq!(n, 42);
        Ok(())
    }

    #[test]
    fn parses_not() -> Result<(), std::num::ParseIntError> {
        let n: i32 = "4x2".parse()?;
        assert_eq!(n, 42);
        Ok(())
    }
}
