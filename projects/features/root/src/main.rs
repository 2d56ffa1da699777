//! Prints the features that are on, and those of the dependencies that they turn on.

fn main() {
    println!(
        "{} {} {} {} {} {}",
        cfg!(feature = "default"),
        cfg!(feature = "a"),
        cfg!(feature = "b"),
        cfg!(feature = "c"),
        cfg!(feature = "e"),
        cfg!(feature = "o1")
    );
    println!("{} {}", cfg!(feature = "o2"), cfg!(feature = "o3"));
    #[cfg(feature = "a")]
    println!("o1 {}", o1::f());
    #[cfg(feature = "c")]
    println!("o2 {}", o2::f());
    #[cfg(feature = "o3")]
    println!("o3 {}", o3::f());
}
