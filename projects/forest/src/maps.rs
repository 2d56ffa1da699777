//! Collections.

use std::collections::BTreeMap;

pub fn frequencies(text: &str) -> BTreeMap<char, usize> {
    let mut out = BTreeMap::new();
    for c in text.chars() {
        *out.entry(c).or_insert(0) += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use super::frequencies;

    #[test]
    fn inserts_0() {
        let mut map = BTreeMap::new();
        map.insert("a", 1);
        assert_eq!(map["a"], 1);
    }

    #[test]
    fn hashes_0() {
        let map: HashMap<_, _> = [("a", 1)].into();
        assert_eq!(map.get("a"), Some(&1));
    }

    #[test]
    fn inserts_1() {
        let mut map = BTreeMap::new();
        map.insert("b", 2);
        assert_eq!(map["b"], 2);
    }

    #[test]
    fn hashes_1() {
        let map: HashMap<_, _> = [("b", 2)].into();
        assert_eq!(map.get("b"), Some(&2));
    }

    #[test]
    fn inserts_2() {
        let mut map = BTreeMap::new();
        map.insert("zz", 26);
        assert_eq!(map["zz"], 26);
    }

    #[test]
    fn hashes_2() {
        let map: HashMap<_, _> = [("zz", 26)].into();
        assert_eq!(map.get("zz"), Some(&26));
    }

    #[test]
    fn inserts_3() {
        let mut map = BTreeMap::new();
        map.insert("é", 3);
        assert_eq!(map["é"], 3);
    }

    #[test]
    fn hashes_3() {
        let map: HashMap<_, _> = [("é", 3)].into();
        assert_eq!(map.get("é"), Some(&3));
    }

    #[test]
    fn frequencies_of_letters() {
        assert_eq!(frequencies("abca"), BTreeMap::from([('a', 2), ('b', 1), ('c', 1)]));
    }

    #[test]
    fn frequencies_wrongly() {
        assert_eq!(frequencies("ab"), BTreeMap::from([('a', 2)]));
    }

    #[test]
    #[should_panic]
    fn missing_key() {
        let map: BTreeMap<u8, u8> = BTreeMap::new();
        let _ = map[&1];
    }

    #[test]
    fn entry() {
        let mut map = HashMap::new();
        *map.entry(1).or_insert(0) += 5;
        assert_eq!(map[&1], 5);
    }

    #[test]
    fn ordered() {
        let keys: Vec<_> = BTreeMap::from([(2, "b"), (1, "a")]).into_keys().collect();
        assert_eq!(keys, [1, 2]);
    }

    #[test]
    fn sets() {
        let set: std::collections::BTreeSet<_> = [3, 1, 3].into_iter().collect();
        assert_eq!(set.len(), 2);
    }

    #[test]
    fn grouped() {
        let mut groups: BTreeMap<bool, Vec<i32>> = BTreeMap::new();
        for n in 1..=4 {
            groups.entry(n % 2 == 0).or_default().push(n);
        }
        println!("{groups:?}");
        assert_eq!(groups[&true], [2, 4]);
    }

    #[test]
    fn removed() {
        let mut map = BTreeMap::from([(1, 1)]);
        assert_eq!((map.remove(&1), map.remove(&1)), (Some(1), None));
    }

    #[test]
    fn ranges() {
        let map: BTreeMap<i32, i32> = (0..10).map(|n| (n, n * n)).collect();
        assert_eq!(map.range(3..5).map(|(_, v)| *v).collect::<Vec<_>>(), [9, 16]);
    }

    #[test]
    fn unwraps_an_error() {
        let result: Result<u8, String> = Err("no entry".into());
        result.unwrap();
    }

    #[test]
    #[should_panic(expected = "it worked: 1")]
    fn expects_an_error() {
        let result: Result<u8, &str> = Ok(1);
        result.expect_err("it worked");
    }

    #[test]
    #[ignore]
    fn slow() {
        assert!(frequencies(&"x".repeat(1000))[&'x'] == 1000);
    }
}
