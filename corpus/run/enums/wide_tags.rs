//! The tag of an enum is as wide as the alignment of its fields allows, up to sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum E {
    A(u128),
    B(u128, u8),
    C,
}

fn main() {
    let list = [Some(E::A(5)), None, Some(E::B(7, 8)), Some(E::C)];
    for e in &list {
        match e {
            Some(E::A(n)) => println!("a {n}"),
            Some(E::B(n, m)) => println!("b {n} {m}"),
            Some(E::C) => println!("c"),
            None => println!("none"),
        }
    }
    println!("{list:?} {}", list[0] == Some(E::A(5)));
    let mut x: Option<Option<u128>> = Some(None);
    println!("{x:?} {}", std::mem::size_of_val(&x));
    x = Some(Some(3));
    println!("{x:?}");
    x.take();
    println!("{x:?} {}", std::mem::size_of::<Option<Option<Option<u128>>>>());
}
