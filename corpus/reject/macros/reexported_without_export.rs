//! A macro without `#[macro_export]` is not re-exported to everybody.
mod inner {
    macro_rules! private {
        () => {};
    }
    pub use private; //~ E0364
}

fn main() {}
