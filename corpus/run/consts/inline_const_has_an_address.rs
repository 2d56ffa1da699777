//! An inline const is a constant of its own: borrowed, it lives for ever, also in generic code.
struct Table {
    small: fn() -> usize,
    name: &'static str,
}

impl Table {
    const fn new(small: fn() -> usize, name: &'static str) -> Table {
        Table { small, name }
    }
}

fn table<T>() -> &'static Table {
    &const { Table::new(size_of::<T>, "table") }
}

fn main() {
    let (a, b) = (table::<u16>(), table::<[u32; 3]>());
    println!("{} {} {} {}", (a.small)(), (b.small)(), a.name, b.name);
    const EMPTY: [Vec<u8>; 2] = [const { Vec::new() }; 2];
    println!("{:?}", EMPTY);
}
