//! A function is transmuted that is no pointer yet.
fn foo() {}

fn main() {
    let f: fn() = unsafe { std::mem::transmute(foo) }; //~ E0591
    f();
}
