//! Uses a renamed dependency, its macros and features, and its own library.

use util::{twice, Speak, Thing};
mod sub;
fn main() {
    println!("{}", twice!(4));
    println!("{} {} {}", util::version(), util::fast(), util::slow());
    util::shout!("hey {:?}", Thing::default());
    println!("{}", 3u32.speak());
    println!("{} {}", app::answer!(), sub::deep::f());
    println!("{} {}", std::any::type_name::<util::P>(), std::any::type_name::<Thing>());
    println!("{}", sub::deep::included());
    println!("{} {}", env!("CARGO_PKG_NAME"), util::P::new().b());
}
