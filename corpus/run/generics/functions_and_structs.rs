//! Generic functions, structs, enums and methods work at every type they are used with.
#[derive(Debug, Clone, PartialEq)]
struct Pair<A, B> {
    first: A,
    second: B,
}

impl<A, B> Pair<A, B> {
    fn new(first: A, second: B) -> Self {
        Pair { first, second }
    }

    fn swap(self) -> Pair<B, A> {
        Pair { first: self.second, second: self.first }
    }

    fn with_first<C>(self, first: C) -> Pair<C, B> {
        Pair { first, second: self.second }
    }
}

impl<T: PartialOrd + Copy> Pair<T, T> {
    fn larger(&self) -> T {
        if self.first > self.second { self.first } else { self.second }
    }
}

impl Pair<&str, i32> {
    fn text(&self) -> String {
        self.first.repeat(self.second as usize)
    }
}

enum Either<L, R> {
    Left(L),
    Right(R),
}

fn largest<T: PartialOrd>(values: &[T]) -> Option<&T> {
    let mut largest = values.first()?;
    for value in values {
        if value > largest {
            largest = value;
        }
    }
    Some(largest)
}

fn main() {
    let pair = Pair::new(1, "one");
    println!("{:?} {:?}", pair.clone().swap(), pair.with_first(2.5));
    println!("{} {}", Pair::new(3, 9).larger(), Pair::new('x', 'b').larger());
    println!("{}", Pair::new("ab", 3).text());
    println!("{:?} {:?} {:?}", largest(&[1, 5, 2]), largest(&["b", "a"]), largest::<f64>(&[]));
    let sides: [Either<i32, &str>; 2] = [Either::Left(1), Either::Right("r")];
    for side in sides {
        match side {
            Either::Left(n) => println!("left {n}"),
            Either::Right(text) => println!("right {text}"),
        }
    }
}
