//! A generic type with an argument too many.
struct Wrapper<T>(T);

fn main() {
    let wrapper: Wrapper<i32, i32> = Wrapper(1); //~ E0107
    println!("{}", wrapper.0);
}
