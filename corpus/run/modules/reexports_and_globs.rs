//! `pub use` offers items under other paths; explicit imports win over globs.
//@ stdout: detail helper extra
//@ stdout: other helper other helper
//@ stdout: 42
mod library {
    mod detail {
        pub fn helper() -> &'static str {
            "detail helper"
        }

        pub struct Thing(pub i32);

        impl Thing {
            pub fn double(&self) -> i32 {
                self.0 * 2
            }
        }
    }

    pub mod other {
        pub fn helper() -> &'static str {
            "other helper"
        }

        pub fn extra() -> &'static str {
            "extra"
        }
    }

    pub use detail::Thing as Renamed;
    pub use detail::helper;
    pub mod prelude {
        pub use super::{Renamed, other::*};
    }
}

use library::helper;
use library::prelude::*;

fn main() {
    println!("{} {}", helper(), extra());
    println!("{} {}", library::prelude::helper(), library::other::helper());
    println!("{}", Renamed(21).double());
}
