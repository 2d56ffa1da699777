//! The parameter types of closures come from the bound they are passed to, or from their first use.
fn apply<A, B>(value: A, f: impl Fn(A) -> B) -> B {
    f(value)
}

fn fold<T>(items: &[T], mut f: impl FnMut(&T)) {
    for item in items {
        f(item);
    }
}

fn main() {
    println!("{}", apply("text", |t| t.len()));
    println!("{}", apply((1, 2.5), |(a, b)| a as f64 + b));
    println!("{:?}", apply(3u8, |n| vec![n; 2]));
    let mut longest = "";
    fold(&["a", "ccc", "bb"], |word| {
        if word.len() > longest.len() {
            longest = word;
        }
    });
    println!("{longest}");
    let identity = |x| x;
    println!("{}", identity(5u16));
    let pairs: Vec<(usize, char)> = "ab".chars().enumerate().map(|(i, c)| (i + 1, c)).collect();
    println!("{pairs:?}");
    let compare = |a: &i32, b: &i32| b.cmp(a);
    let mut values = [1, 3, 2];
    values.sort_by(compare);
    println!("{values:?}");
}
