//! A forbidden lint is allowed again inside, by itself or with its group.
#[forbid(unused_variables)]
mod strict {
    #[allow(unused_variables)] //~ E0453
    fn one() {}

    #[expect(dead_code, unused)] //~ E0453
    fn group() {}

    #[deny(unused_variables)]
    fn stricter() {}
}

#[forbid(unused)]
mod advice {
    #[allow(unused_variables)]
    fn only_warned() {}
}

fn main() {}
