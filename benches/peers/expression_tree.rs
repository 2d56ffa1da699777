//! A tree of boxed expressions is built and evaluated: allocation, matching and recursion.
const DEPTH: u32 = 19;

const MODULUS: i64 = 1_000_003;

enum Expr {
    Number(i64),
    Add(Box<Expr>, Box<Expr>),
    Subtract(Box<Expr>, Box<Expr>),
    Multiply(Box<Expr>, Box<Expr>),
}

fn next(seed: &mut i64) -> i64 {
    *seed = (*seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    *seed / 65_536
}

fn build(depth: u32, seed: &mut i64) -> Expr {
    let random = next(seed);
    if depth == 0 {
        return Expr::Number(random);
    }
    let left = Box::new(build(depth - 1, seed));
    let right = Box::new(build(depth - 1, seed));
    match random % 3 {
        0 => Expr::Add(left, right),
        1 => Expr::Subtract(left, right),
        _ => Expr::Multiply(left, right),
    }
}

fn evaluate(expr: &Expr) -> i64 {
    match expr {
        Expr::Number(n) => *n,
        Expr::Add(left, right) => (evaluate(left) + evaluate(right)) % MODULUS,
        Expr::Subtract(left, right) => (evaluate(left) - evaluate(right) + MODULUS) % MODULUS,
        Expr::Multiply(left, right) => evaluate(left) * evaluate(right) % MODULUS,
    }
}

fn main() {
    let mut seed = 42;
    let tree = build(DEPTH, &mut seed);
    println!("{}", evaluate(&tree));
}
