//! Functions and non-capturing closures coerce to `fn` pointers, which can be stored, passed and compared by use.
fn double(n: i32) -> i32 {
    n * 2
}

fn square(n: i32) -> i32 {
    n * n
}

fn twice(f: fn(i32) -> i32, n: i32) -> i32 {
    f(f(n))
}

fn choose(name: &str) -> fn(i32) -> i32 {
    match name {
        "double" => double,
        "square" => square,
        _ => |n| n,
    }
}

struct Operation {
    name: &'static str,
    run: fn(i32, i32) -> i32,
}

fn main() {
    println!("{} {}", twice(double, 3), twice(square, 3));
    println!("{} {}", choose("square")(9), choose("none")(9));
    let operations = [
        Operation { name: "add", run: |a, b| a + b },
        Operation { name: "max", run: i32::max },
        Operation { name: "pow", run: |a, b| a.pow(b as u32) },
    ];
    for operation in &operations {
        println!("{} {}", operation.name, (operation.run)(2, 5));
    }
}
