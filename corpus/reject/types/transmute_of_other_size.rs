//! A value is transmuted to a type of another size.
fn main() {
    let x: u64 = unsafe { std::mem::transmute(1_u32) }; //~ E0512
    println!("{x}");
}
