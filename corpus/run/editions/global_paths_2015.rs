//! In edition 2015 `::name` starts at the crate's root, where `extern crate std` is.
//@ edition: 2015
//@ stdout: None Some(4)
//@ stdout: 24

mod inner {
    pub fn longer(a: &str) -> ::std::option::Option<usize> {
        ::outer(a)
    }
}

fn outer(a: &str) -> Option<usize> {
    if ::std::cmp::max(a.len(), 3) > 3 { Some(a.len()) } else { None }
}

fn main() {
    println!("{:?} {:?}", inner::longer("abc"), inner::longer("abcd"));
    println!("{}", ::std::mem::size_of::<::std::string::String>());
}
