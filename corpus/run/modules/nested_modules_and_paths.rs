//! Items are reached through module paths, `self`, `super` and glob imports of enums.
//@ stdout: 9 13 4
//@ stdout: Small Large Small
mod shapes {
    pub const SIDES: u32 = 4;

    pub mod square {
        use super::SIDES;

        pub fn perimeter(side: u32) -> u32 {
            side * SIDES + self::hidden() + super::offset()
        }

        fn hidden() -> u32 {
            0
        }
    }

    fn offset() -> u32 {
        1
    }

    pub mod kinds {
        #[derive(Debug)]
        pub enum Kind {
            Small,
            Large,
        }
    }
}

use shapes::kinds::Kind::{self, *};
use shapes::square::perimeter as around;
use shapes::{kinds, square};

fn main() {
    println!("{} {} {}", around(2), square::perimeter(3), self::shapes::SIDES);
    println!("{:?} {:?} {:?}", Small, Kind::Large, kinds::Kind::Small);
}
