//! A constant holds a pointer as an integer.
const ADDRESS: usize = {
    let target = &0;
    unsafe { (&raw const target as *const usize).read() } //~ E0080
};

fn main() {
    println!("{ADDRESS}");
}
