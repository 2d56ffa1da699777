//! Fieldless enums cast to their discriminants, given or counted on from the previous one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
enum Level {
    Low = -5,
    Middle,
    High = 10,
    Highest,
}

#[repr(u8)]
enum Byte {
    A = b'a',
    B,
}

fn main() {
    for level in [Level::Low, Level::Middle, Level::High, Level::Highest] {
        println!("{level:?} {}", level as i32);
    }
    println!("{} {}", Byte::A as u8, Byte::B as u8 as char);
    println!("{} {}", Level::Low < Level::High, Level::Low == Level::Middle);
    println!("{}", size_of::<Byte>());
}
