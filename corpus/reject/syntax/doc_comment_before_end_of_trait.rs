//! The last doc comment of a trait documents nothing.
trait Island {
    fn lost();

    /// I'm lost! //~ E0584
}

fn main() {}
