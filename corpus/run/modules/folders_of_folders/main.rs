//! A module's own modules are in the folder of its name, however deep, `mod.rs` or not.
mod a;

fn main() {
    println!("{}", a::here());
    println!("{}", a::b::here());
    println!("{}", a::b::c::here());
    println!("{}", a::b::c::inline::d::here());
    a::b::c::up();
}
