//! Explicit type arguments, with `_` for the parts left to inference.
fn convert<T, U: From<T>>(value: T) -> U {
    U::from(value)
}

struct Holder<T> {
    items: Vec<T>,
}

impl<T: Clone> Holder<T> {
    fn with(item: T) -> Self {
        Holder { items: vec![item] }
    }

    fn map<U>(&self, f: impl Fn(T) -> U) -> Holder<U> {
        Holder { items: self.items.iter().cloned().map(f).collect() }
    }
}

fn main() {
    println!("{}", convert::<u8, u64>(7));
    println!("{}", convert::<_, String>("x"));
    println!("{:?}", "1,2".split(',').map(|s| s.parse::<i32>()).collect::<Result<Vec<_>, _>>());
    println!("{}", Vec::<i32>::new().len() + <Vec<u8>>::with_capacity(4).len());
    println!("{:?}", Holder::<u8>::with(5).map(|n| n as f64 / 2.0).items);
    println!("{:?}", Holder::with("ab").map(str::len).items);
    println!("{:?} {:?}", None::<u8>, Option::<&str>::None);
    println!("{}", std::iter::repeat_n(2, 3).product::<i32>());
}
