//! An object type leaves out a parameter whose default is `Self`.
trait A<T = Self> {}

fn together_we_will_rule_the_galaxy(son: &dyn A) {} //~ E0393

fn main() {}
