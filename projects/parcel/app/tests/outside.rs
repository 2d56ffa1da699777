//! The library as others see it, with a development dependency.

use things::Thing;

#[test]
fn answers() {
    assert_eq!(app::answer!(), "src/lib.rs");
}

#[test]
fn keeps_count() {
    println!("{:?}", Thing::default());
    assert_eq!(Thing::default().0, 1, "from {}", module_path!());
}
