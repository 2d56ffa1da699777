//! A local trait extends primitive types, tuples, functions and library types.
//@ stdout: (8, "abab")
//@ stdout: [Some(2), None] [2, 4]
//@ stdout: 81
trait Double {
    fn double(&self) -> Self;
}

impl Double for i32 {
    fn double(&self) -> i32 {
        self * 2
    }
}

impl Double for String {
    fn double(&self) -> String {
        self.repeat(2)
    }
}

impl<A: Double, B: Double> Double for (A, B) {
    fn double(&self) -> Self {
        (self.0.double(), self.1.double())
    }
}

impl<T: Double> Double for Vec<T> {
    fn double(&self) -> Self {
        self.iter().map(T::double).collect()
    }
}

impl<T: Double> Double for Option<T> {
    fn double(&self) -> Self {
        self.as_ref().map(Double::double)
    }
}

impl<T: Double + Copy, const N: usize> Double for [T; N] {
    fn double(&self) -> Self {
        self.map(|item| item.double())
    }
}

trait Apply {
    fn apply(&self, times: u32) -> u32;
}

impl<F: Fn(u32) -> u32> Apply for F {
    fn apply(&self, times: u32) -> u32 {
        (0..times).fold(1, |n, _| self(n))
    }
}

fn main() {
    println!("{:?}", (4, String::from("ab")).double());
    println!("{:?} {:?}", vec![Some(1), None].double(), [1, 2].double());
    println!("{}", (|n| n * 3).apply(4));
}
