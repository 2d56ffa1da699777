//! Vectors.

pub fn sorted(mut list: Vec<i32>) -> Vec<i32> {
    list.sort();
    list
}

pub fn maximum(list: &[i32]) -> Option<i32> {
    list.iter().copied().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_0() {
        assert_eq!(sorted(vec![3, 1, 2]), vec![1, 2, 3]);
    }

    #[test]
    fn maximum_0() {
        assert_eq!(maximum(&[3, 1, 2]), Some(3));
    }

    #[test]
    fn sorts_1() {
        assert_eq!(sorted(vec![0; 0]), vec![0; 0]);
    }

    #[test]
    fn maximum_1() {
        assert_eq!(maximum(&[]), None);
    }

    #[test]
    fn sorts_2() {
        assert_eq!(sorted(vec![5]), vec![5]);
    }

    #[test]
    fn maximum_2() {
        assert_eq!(maximum(&[5]), Some(5));
    }

    #[test]
    fn sorts_3() {
        assert_eq!(sorted(vec![2, 2, 1]), vec![1, 2, 2]);
    }

    #[test]
    fn maximum_3() {
        assert_eq!(maximum(&[2, 2, 1]), Some(2));
    }

    #[test]
    fn sorts_4() {
        assert_eq!(sorted(vec![9, 8, 7, 6]), vec![6, 7, 8, 9]);
    }

    #[test]
    fn maximum_4() {
        assert_eq!(maximum(&[9, 8, 7, 6]), Some(9));
    }

    #[test]
    fn sorts_5() {
        assert_eq!(sorted(vec![1, 2, 3, 4, 5]), vec![1, 2, 3, 4, 5]);
    }

    #[test]
    fn maximum_5() {
        assert_eq!(maximum(&[1, 2, 3, 4, 5]), Some(5));
    }

    #[test]
    #[should_panic(expected = "index out of bounds: the len is 1 but the index is 7")]
    fn out_of_bounds() {
        let list = sorted(vec![1]);
        let _ = list[std::hint::black_box(7)];
    }

    #[test]
    fn out_of_bounds_fails() {
        let list = sorted(vec![1]);
        let _ = list[std::hint::black_box(7)];
    }

    #[test]
    #[should_panic(expected = "full")]
    fn wrong_message() {
        let list: Vec<i32> = Vec::new();
        list.iter().next().expect("empty");
    }

    #[test]
    fn compares() {
        assert_ne!(sorted(vec![2, 1]), vec![1, 2]);
    }

    #[test]
    fn chunks() {
        let sums: Vec<i32> = [1, 2, 3, 4, 5].chunks(2).map(|c| c.iter().sum()).collect();
        assert_eq!(sums, [3, 7, 5]);
    }

    #[test]
    fn drains() {
        let mut list = vec![1, 2, 3, 4];
        let middle: Vec<i32> = list.drain(1..3).collect();
        assert_eq!((middle, list), (vec![2, 3], vec![1, 4]));
    }

    #[test]
    fn windows() {
        assert!([1, 2, 4].windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    #[ignore = "order, not luck"]
    fn later() {
        unreachable!();
    }
}
