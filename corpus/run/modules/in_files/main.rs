//! `mod name;` reads name.rs beside the file, or name/mod.rs, and theirs in turn.
//@ stdout: hello from files
//@ stdout: 12
//@ stdout: 24
mod geometry;
mod greeting;

fn main() {
    println!("{}", greeting::hello("files"));
    println!("{}", geometry::area(3, 4));
    println!("{}", geometry::solid::volume(2, 3, 4));
}
