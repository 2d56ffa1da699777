//! A recursive enum through Box: a cons list built, measured, summed, reversed and printed.
//@ stdout: Cons(3, Cons(2, Cons(1, Nil)))
//@ stdout: 6 3
//@ stdout: Cons(2, Cons(4, Cons(6, Nil)))
#[derive(Debug)]
enum List {
    Nil,
    Cons(i32, Box<List>),
}

use List::{Cons, Nil};

impl List {
    fn push(self, value: i32) -> List {
        Cons(value, Box::new(self))
    }

    fn sum(&self) -> i32 {
        match self {
            Nil => 0,
            Cons(value, rest) => value + rest.sum(),
        }
    }

    fn len(&self) -> usize {
        let mut count = 0;
        let mut here = self;
        while let Cons(_, rest) = here {
            count += 1;
            here = rest;
        }
        count
    }

    fn reverse(self) -> List {
        let mut result = Nil;
        let mut here = self;
        while let Cons(value, rest) = here {
            result = result.push(value);
            here = *rest;
        }
        result
    }

    fn double(&mut self) {
        if let Cons(value, rest) = self {
            *value *= 2;
            rest.double();
        }
    }
}

fn main() {
    let mut list = Nil.push(1).push(2).push(3);
    println!("{list:?}");
    println!("{} {}", list.sum(), list.len());
    list.double();
    println!("{:?}", list.reverse());
}
