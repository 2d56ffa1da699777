//! A path that leads to no macro is an unresolved path; a lone name is an unknown macro.
mod empty {}

fn main() {
    empty::nothing!(); //~ E0433
    crate::nothing!(); //~ E0433
    std::nothing_like_it!(); //~ E0433
    nothing!(); //~ ERROR
}
