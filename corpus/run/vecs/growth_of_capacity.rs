//! A vector's capacity doubles from four; with_capacity and reserve are honoured.
fn main() {
    let mut values: Vec<u32> = Vec::new();
    let mut last = values.capacity();
    println!("{last}");
    for i in 0..100 {
        values.push(i);
        if values.capacity() != last {
            last = values.capacity();
            println!("{last} at {}", values.len());
        }
    }
    let mut roomy: Vec<u8> = Vec::with_capacity(10);
    roomy.push(1);
    println!("{} {}", roomy.len(), roomy.capacity());
    roomy.shrink_to_fit();
    println!("{}", roomy.capacity());
}
