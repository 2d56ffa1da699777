//! A closure that moves a capture out can be called once, through FnOnce.
fn call<F: FnOnce() -> String>(f: F) -> String {
    f()
}

fn main() {
    let text = String::from("only once");
    let give = || text;
    println!("{}", call(give));
    let list = vec![1, 2, 3];
    let sum = || list.into_iter().sum::<i32>();
    println!("{}", sum());
    println!("{}", call(|| "literal".to_string()));
    println!("{:?}", Some(3).map_or_else(|| "none".to_string(), |n| n.to_string()));
}
