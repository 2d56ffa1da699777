//! A field is assigned through `&`.
struct Counter {
    count: u32,
}

fn increase(counter: &Counter) {
    counter.count += 1; //~ E0594
}

fn main() {
    let counter = Counter { count: 1 };
    increase(&counter);
    println!("{}", counter.count);
}
