//! A visibility is restricted by a bare name.
mod foo {
    pub(foo) struct Passwords { //~ E0704
        x: i32,
    }
}

fn main() {}
