//! Macros with `$crate`, re-exports, private parts, features.

#[macro_export]
macro_rules! twice {
    ($e:expr) => {
        $crate::double($e) + $crate::inner::one!()
    };
}
pub mod inner {
    pub fn hidden() -> u32 {
        crate::private()
    }
    #[macro_export]
    macro_rules! __one {
        () => {
            $crate::inner::hidden()
        };
    }
    pub use __one as one;
}
fn private() -> u32 {
    1
}
pub fn double(x: u32) -> u32 {
    x * 2
}
pub struct P {
    pub a: u32,
    b: u32,
}
impl P {
    pub fn new() -> P {
        P { a: 1, b: 2 }
    }
    pub fn b(&self) -> u32 {
        self.b
    }
}
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
pub fn fast() -> bool {
    cfg!(feature = "fast")
}
pub fn slow() -> bool {
    cfg!(feature = "slow")
}
pub use things::shout;
pub use things::Thing;
pub trait Speak {
    fn speak(&self) -> String {
        format!("{}", module_path!())
    }
}
impl Speak for u32 {}
