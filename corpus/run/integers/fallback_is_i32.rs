//! An integer literal whose type nothing decides is i32, otherwise its use decides.
fn size<T>(_: T) -> usize {
    size_of::<T>()
}

fn takes_u16(n: u16) -> u16 {
    n
}

fn main() {
    println!("{} {}", size(1), size(1u8));
    let undecided = 7;
    println!("{}", size(undecided));
    let decided = 7;
    println!("{} {}", takes_u16(decided), size(decided));
    let mut list = Vec::new();
    list.push(1);
    let total: u64 = list.iter().sum();
    println!("{total} {}", size(list[0]));
    println!("{} {}", size(1.5), size(2.0f32));
}
