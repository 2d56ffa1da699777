//! A macro is known from its definition on, can be redefined, and a block's macro ends with the block.
//@ stdout: 1 2 20
//@ stdout: 3
//@ stdout: 2
macro_rules! value {
    () => {
        1
    };
}

fn first() -> i32 {
    value!()
}

macro_rules! value {
    () => {
        2
    };
}

fn second() -> i32 {
    value!()
}

mod inner {
    pub fn third() -> i32 {
        value!() * 10
    }
}

fn main() {
    println!("{} {} {}", first(), second(), inner::third());
    {
        macro_rules! value {
            () => {
                3
            };
        }
        println!("{}", value!());
    }
    println!("{}", value!());
}
