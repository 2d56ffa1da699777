//! One impl for every type that satisfies a bound, beside impls for references and slices.
//@ stdout: <1> <"x"> <Some([1.5])>
//@ stdout: 4 4
trait Describe {
    fn describe(&self) -> String;
}

impl<T: std::fmt::Debug> Describe for T {
    fn describe(&self) -> String {
        format!("<{self:?}>")
    }
}

trait Size {
    fn size(&self) -> usize;
}

impl Size for str {
    fn size(&self) -> usize {
        self.len()
    }
}

impl<T: Size> Size for [T] {
    fn size(&self) -> usize {
        self.iter().map(|item| item.size()).sum()
    }
}

impl<T: Size + ?Sized> Size for &T {
    fn size(&self) -> usize {
        (**self).size()
    }
}

fn main() {
    println!("{} {} {}", 1.describe(), "x".describe(), Some([1.5]).describe());
    println!("{} {}", "four".size(), ["a", "bcd"][..].size());
}
