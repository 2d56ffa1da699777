//! Adapters do nothing until they are driven, and then one element at a time through the whole chain.
fn main() {
    let numbers = [1, 2, 3, 4, 5, 6];
    let mut chain = numbers.iter().inspect(|n| println!("see {n}")).filter(|n| *n % 2 == 0).map(|n| {
        println!("map {n}");
        n * 10
    });
    println!("built");
    println!("{:?}", chain.next());
    println!("{:?}", chain.next());
    println!("left {:?}", chain.collect::<Vec<_>>());
}
