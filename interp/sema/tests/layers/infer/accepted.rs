//! Ordinary programs.

use super::check::check;

#[test]
fn literals_take_their_context_or_fall_back() {
    check(
        "fn takes(x: u8) {}
        fn main() {
            let a = 1; //^ i32
            let b = 2.5; //^ f64
            let c = 3u64; //^ u64
            let d = 4; //^ u8
            takes(d);
            let e: i64 = 5; //^ i64
            let f = 'x'; //^ char
            let g = \"s\"; //^ &str
            let h = b\"ab\"; //^ &[u8; 2]
            let i = [1u8, 2]; //^ [u8; 2]
            let j = [0; 4]; //^ [i32; 4]
            let k = (1, true, ()); //^ (i32, bool, ())
            let l = 1.0f32; //^ f32
        }",
    );
}

#[test]
fn operators_on_primitives() {
    check(
        "fn main() {
            let a = 1 + 2 * 3; //^ i32
            let b = 1u8 + 2; //^ u8
            let c = a == 3; //^ bool
            let d = !c && b < 4 || false; //^ bool
            let e = -2.0 * 3.0; //^ f64
            let f = 1u64 << 3; //^ u64
            let mut g = 0; //^ i64
            g += 5i64;
            let h = &a + 1; //^ i32
            let r = &a;
            let i = *r + r; //^ i32
            let j = !0u16; //^ u16
            let s = \"a\" == \"b\"; //^ bool
        }",
    );
}

#[test]
fn control_flow() {
    check(
        "fn main() {
            let a = if true { 1 } else { 2 }; //^ i32
            let b = match a { 1 => \"one\", _ => \"many\" }; //^ &str
            let c = loop { break 5u8; }; //^ u8
            let d = 'x: { if a == 1 { break 'x 1i16; } 2 }; //^ i16
            let mut n = 0;
            while n < 10 { n += 1; if n == 5 { continue; } }
            for i in 0..3 { //^ i32
                n += i;
            }
            for (i, c) in \"abc\".chars().enumerate() { //^ i: usize | c: char
            }
            let e = if a > 1 { return } else { 7u32 }; //^ u32
            let Some(f) = Some(3) else { return }; //^ i32
            if let Some(x) = Some(2) && x > 1 { //^ x: i32
                let y = x; //^ i32
            }
        }",
    );
}

#[test]
fn structs_enums_and_methods() {
    check(
        "struct Point { x: i32, y: i32 }
        struct Pair<T>(T, T);
        enum Shape { Circle(f64), Rect { w: f64, h: f64 }, Unit }
        impl Point {
            const ORIGIN: Point = Point { x: 0, y: 0 };
            fn new(x: i32, y: i32) -> Self { Self { x, y } }
            fn len(&self) -> i32 { self.x * self.x + self.y * self.y }
            fn shift(&mut self, by: i32) { self.x += by; }
        }
        impl<T> Pair<T> { fn first(self) -> T { self.0 } fn of(a: T, b: T) -> Pair<T> { Pair(a, b) } }
        impl Shape {
            fn area(&self) -> f64 {
                match self {
                    Shape::Circle(r) => 3.14 * r * r, //^ r: &f64
                    Self::Rect { w, h } => w * h, //^ w: &f64 | h: &f64
                    Shape::Unit => 0.0,
                }
            }
        }
        fn main() {
            let mut p = Point::new(1, 2); //^ Point
            p.shift(3);
            let l = p.len(); //^ i32
            let q = Point { x: 5, ..p }; //^ Point
            let f = Pair(1u8, 2).first(); //^ u8
            let g = Pair::of('a', 'b'); //^ Pair<char>
            let s = Shape::Circle(1.0).area(); //^ f64
            let o = Point::ORIGIN.x; //^ i32
            let h = Pair::<u64>::of(1, 2).1; //^ u64
        }",
    );
}

#[test]
fn generics_and_traits() {
    check(
        "trait Sides { const SIDES: u32; }
        trait Area { fn area(&self) -> f64; fn twice(&self) -> f64 { self.area() * 2.0 } }
        struct Sq(f64);
        impl Sides for Sq { const SIDES: u32 = 4; }
        impl Area for Sq { fn area(&self) -> f64 { self.0 * self.0 } }
        fn id<T>(x: T) -> T { x }
        fn largest<T: PartialOrd + Copy>(xs: &[T]) -> T {
            let mut m = xs[0]; //^ T
            for &x in xs { //^ x: T
                if x > m { m = x; }
            }
            m
        }
        fn total(xs: &[&dyn Area]) -> f64 { let mut t = 0.0; for x in xs { t += x.area(); } t }
        fn show<A: Area + Sides>(a: &A) -> f64 { a.twice() + A::SIDES as f64 }
        trait Shape { type Unit; fn unit(&self) -> Self::Unit; }
        impl Shape for Sq { type Unit = u16; fn unit(&self) -> u16 { 3 } }
        fn unit_of<S: Shape>(s: S) -> S::Unit { s.unit() }
        fn main() {
            let a = id(5); //^ i32
            let b = id::<u8>(5); //^ u8
            let c = largest(&[1.5, 2.5]); //^ f64
            let s = Sq(2.0);
            let d = s.twice(); //^ f64
            let e = total(&[&s, &Sq(1.0)]); //^ f64
            let f = <Sq as Area>::area(&s); //^ f64
            let g = Area::area(&s); //^ f64
            let h = unit_of(s); //^ u16
            let i: i64 = i64::from(3); //^ i64
            let j: String = \"x\".into(); //^ String
            let k = String::from(\"x\"); //^ String
            let l: Vec<u8> = Default::default(); //^ Vec<u8>
        }",
    );
}

#[test]
fn closures_learn_from_bounds() {
    check(
        "fn apply<A, B, F: Fn(A) -> B>(f: F, a: A) -> B { f(a) }
        fn make(k: i32) -> impl Fn(i32) -> i32 { move |x| x + k } //^ k: i32
        fn boxed() -> Box<dyn Fn(u8) -> u8> { Box::new(|x| x + 1) } //^ x: u8
        fn compose<F, G>(f: F, g: G) -> impl Fn(i32) -> i32 where F: Fn(i32) -> i32, G: Fn(i32) -> i32 {
            move |x| g(f(x)) //^ i32
        }
        fn main() {
            let a = apply(|x| x + 1, 5u64); //^ a: u64 | x: u64
            let add = |a, b| a + b; //^ a: i32 | b: i32
            let b = add(1, 2); //^ i32
            let c = make(1)(2); //^ i32
            let d = boxed()(3); //^ u8
            let mut n = 0;
            let mut inc = || n += 1;
            inc();
            let e = Some(3).map(|x| x as f64); //^ e: Option<f64> | x: i32
            let f = Some(\"a\").map(|s| s.len()).unwrap_or(0); //^ f: usize | s: &str
            let g = compose(|x| x * 2, make(3))(4); //^ g: i32 | x: i32
            let h: fn(i32) -> i32 = |x| x; //^ h: fn(i32) -> i32
            let i = (|| 1u8)(); //^ u8
            let j = |n| n * 3; //^ j: {closure} | n: u16
            let k = count(j); //^ u16
            let l = (|c| c == 'a').holds(); //^ l: bool | c: char
        }
        fn count<F: Fn(u16) -> u16>(f: F) -> u16 { f(1) }
        trait Holds { fn holds(self) -> bool; }
        impl<F: FnMut(char) -> bool> Holds for F { fn holds(self) -> bool { true } }",
    );
}

#[test]
fn iterators() {
    check(
        "fn main() {
            let v: Vec<i32> = (1..10).filter(|x| x % 2 == 0).map(|x| x * x).collect(); //^ v: Vec<i32> | x: &i32
            let s: i32 = v.iter().sum(); //^ i32
            let t = v.iter().map(|x| x + 1).fold(0, |a, b| a + b); //^ t: i32 | x: &i32 | a: i32
            let w = v.iter().enumerate().map(|(i, x)| (i, *x)).collect::<Vec<_>>(); //^ w: Vec<(usize, i32)> | x: &i32
            let mut u = Vec::new(); //^ Vec<char>
            for c in \"abc\".chars() { u.push(c); }
            for x in &v {} //^ &i32
            let mut m = v.clone();
            for x in &mut m { *x += 1; } //^ &mut i32
            for x in m {} //^ i32
            for x in [1u8, 2] {} //^ u8
            let any = v.iter().any(|&x| x > 3); //^ any: bool | x: i32
            let z: Vec<(i32, char)> = v.iter().cloned().zip(u).collect(); //^ Vec<(i32, char)>
            let text: String = \"abc\".chars().rev2().collect();
        }
        trait Rev2: Iterator + Sized { fn rev2(self) -> std::iter::Rev<Self>; }
        impl<I: Iterator> Rev2 for I { fn rev2(self) -> std::iter::Rev<I> { loop {} } }",
    );
}

#[test]
fn question_mark_and_results() {
    check(
        "use std::num::ParseIntError;
        enum Error { Parse(ParseIntError), Neg }
        impl From<ParseIntError> for Error { fn from(e: ParseIntError) -> Error { Error::Parse(e) } }
        fn parse(s: &str) -> Result<i32, Error> {
            let n: i32 = s.trim().parse()?; //^ i32
            let m = s.parse::<i32>()?; //^ i32
            if n < 0 { return Err(Error::Neg); }
            Ok(n + m)
        }
        fn first(v: &[i32]) -> Option<i32> { let x = v.first()?; Some(*x) } //^ x: &i32
        fn main() {
            let r = parse(\"1\"); //^ Result<i32, Error>
            let k = r.map_err(|e| 1u8); //^ k: Result<i32, u8> | e: Error
            let f = |s: &str| -> Option<i32> { let x = first(&[1])?; Some(x) }; //^ x: i32
        }",
    );
}

#[test]
fn places_and_indexing() {
    check(
        "struct Grid { cells: Vec<Vec<u8>>, w: usize }
        impl Grid { fn get(&self, x: usize, y: usize) -> u8 { self.cells[y][x] } fn set(&mut self, x: usize) { self.cells[x][0] = 1; self.cells[0][x] += 2; } }
        fn main() {
            let mut v = vec();
            let a = v[0]; //^ i64
            v[1] = 5;
            let s = &v[1..]; //^ &[i64]
            let t = &mut v[..2]; //^ &mut [i64]
            t[0] += 1;
            let arr = [1, 2, 3];
            let u = &arr[0..2]; //^ &[i32]
            let i = arr.len(); //^ usize
            let mut b = Box::new((1u8, 'c'));
            b.0 = 2;
            let c = b.1; //^ char
            let d = *b; //^ (u8, char)
            let m = &mut b;
            m.0 += 1;
            let mut opt = Some(3);
            if let Some(x) = &mut opt { *x += 1; } //^ x: &mut i32
            if let Some(ref mut x) = opt { *x += 1; } //^ x: &mut i32
        }
        fn vec() -> Vec<i64> { Vec::new() }",
    );
}

#[test]
fn destructuring_assignment() {
    check(
        "struct S { a: i32, b: u8 }
        fn main() {
            let (mut x, mut y) = (1, 'a');
            (x, y) = (2, 'b');
            (x, _) = (3, 'c');
            [x, ..] = [1, 2, 3];
            let b; //^ u8
            S { a: x, b } = S { a: 1, b: 2 };
            S { a: x, .. } = S { a: 1, b: 2 };
            let c; //^ i32
            c = x;
            _ = y;
        }",
    );
}

#[test]
fn casts() {
    check(
        "enum E { A, B = 5 }
        fn f(x: i32) -> i32 { x }
        fn main() {
            let a = 1 as u8; //^ u8
            let b = 3.7 as i32; //^ i32
            let c = 'a' as u32; //^ u32
            let d = 97 as char; //^ char
            let e = E::B as isize; //^ isize
            let g = true as i32; //^ i32
            let h = &a as *const u8; //^ *const u8
            let i = h as usize; //^ usize
            let j = f as fn(i32) -> i32; //^ fn(i32) -> i32
            let k = f as usize; //^ usize
            let l = &[1u8, 2] as &[u8]; //^ &[u8]
            let m = -1i32 as u32 as f32; //^ f32
        }",
    );
}

#[test]
fn never_and_divergence() {
    check(
        "fn fail() -> ! { loop {} }
        fn f(x: Option<i32>) -> i32 {
            match x { Some(v) => v, None => fail() }
        }
        fn g(x: i32) -> i32 { if x > 0 { return 1; } else { return 2; } }
        fn h() -> i32 { loop { if true { break 1; } } }
        fn k(x: bool) -> u8 { let y: u8 = if x { 1 } else { fail() }; y }
        fn m() -> i32 { fail(); }
        fn main() { let x: i32 = fail(); }",
    );
}

#[test]
fn macros_and_hygiene() {
    check(
        "macro_rules! twice { ($e:expr) => {{ let x = $e; x + x }}; }
        fn main() {
            let x = 2u8;
            let y = twice!(x + 1); //^ y: u8
            macro_rules! get { () => { x }; }
            let z = { let x = 'c'; get!() }; //^ z: u8
        }",
    );
}
