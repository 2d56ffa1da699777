//! Formatter's debug builders and nested pretty printing of collections.
use std::collections::BTreeMap;
use std::fmt;

struct Secret {
    user: String,
    tries: u32,
}

struct Set(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("user", &self.user).field("tries", &self.tries).finish_non_exhaustive()
    }
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.debug_tuple("Set").field(&"empty").finish();
        }
        f.debug_set().entries(self.0.iter()).finish()
    }
}

fn main() {
    let secret = Secret { user: "ann".into(), tries: 2 };
    println!("{secret:?}");
    println!("{secret:#?}");
    println!("{:?} {:?}", Set(vec![1, 2]), Set(vec![]));
    let map: BTreeMap<&str, Vec<u8>> = [("a", vec![1]), ("b", vec![])].into();
    println!("{map:?}");
    println!("{map:#?}");
    println!("{:5?}|{:05.1?}|{:?}", Some(1), [1.25, 2.0], Ok::<&str, ()>("q\"uote"));
}
