//! The list of the real library's public paths.

use std::path::PathBuf;
use std::process::Command;

use treebeard_library::public_paths::{documentation, is_std_path};

#[test]
fn paths_are_found_under_each_name_of_the_library() {
    for path in [
        "std::net::TcpStream",
        "std::net::TcpStream::connect",
        "core::option::Option::take_if",
        "std::option::Option::Some",
        "alloc::vec::Vec::drain",
        "std::collections::HashMap",
        "std::collections::hash_map::HashMap::entry",
        "std::iter::Iterator::map_while",
        "str::split_once",
        "slice::chunk_by",
        "i32::isqrt",
        "std::fs",
        "std::fmt::Write",
        "core::slice::iter::Iter::as_slice",
    ] {
        assert!(is_std_path(path), "{path}");
    }
    for path in ["std::net::TcpTrain", "std::vec::Vec::push_twice", "main::std", "str::no_such", "std::nets"]
    {
        assert!(!is_std_path(path), "{path}");
    }
}

/// The shipped list is the installed documentation's, where that is installed.
#[test]
fn the_list_is_up_to_date() {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().expect("rustc is installed");
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if !sysroot.join("share/doc/rust/html/std/all.html").exists() {
        eprintln!("the documentation is not installed: nothing to compare with");
        return;
    }
    let expected = documentation(&sysroot).expect("readable documentation");
    assert!(
        expected == include_str!("../src/public_paths.txt"),
        "run `cargo run -p treebeard-library --example public_paths`"
    );
}
