//! A generic function calls itself at other types.
//@ stdout: 2 3
//@ stdout: 2
trait Depth {
    fn depth() -> u32;
}

impl Depth for () {
    fn depth() -> u32 {
        0
    }
}

impl<T: Depth> Depth for Option<T> {
    fn depth() -> u32 {
        1 + T::depth()
    }
}

impl<A: Depth, B: Depth> Depth for (A, B) {
    fn depth() -> u32 {
        1 + A::depth().max(B::depth())
    }
}

fn nest<T: std::fmt::Debug + Clone>(value: T, levels: &mut Vec<String>) {
    levels.push(format!("{value:?}"));
    if levels.len() == 1 {
        nest(Some(value.clone()).map(|v| format!("{v:?}")), levels);
    }
}

fn main() {
    println!("{} {}", <Option<Option<()>>>::depth(), <(Option<()>, ((), ((), ())))>::depth());
    let mut levels = Vec::new();
    nest(1, &mut levels);
    println!("{}", levels.len());
}
