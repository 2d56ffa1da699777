//! `#[path]` is relative to the file's folder, inside an inline module to the module's folder.
#[path = "elsewhere/renamed.rs"]
mod plain;

mod inline {
    #[path = "inner.rs"]
    pub mod by_path;
    pub mod by_name;
}

#[path = "elsewhere"]
mod moved {
    pub mod below;
}

fn main() {
    println!("{}", plain::here());
    println!("{}", inline::by_path::here());
    println!("{}", inline::by_name::here());
    println!("{}", moved::below::here());
    println!("{}", plain::child::here());
}
