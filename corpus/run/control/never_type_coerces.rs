//! Diverging expressions fit wherever a value of any type is expected.
//@ stdout: -1 100 5
//@ stdout: 1 2 3 40
//@ stdout: 4
fn fail(code: i32) -> ! {
    println!("failing with {code}");
    std::process::exit(code)
}

fn pick(n: i32) -> i32 {
    let value: i32 = if n > 0 { n } else { return -1 };
    let doubled = match value {
        1 => return 100,
        v => v * 2,
    };
    doubled + 1
}

fn main() {
    println!("{} {} {}", pick(0), pick(1), pick(2));
    let mut count = 0;
    let total: i32 = loop {
        count += 1;
        let step = if count > 3 { break count * 10 } else { count };
        print!("{step} ");
    };
    println!("{total}");
    let result: Result<i32, String> = Ok(4);
    let n = match result {
        Ok(n) => n,
        Err(_) => fail(3),
    };
    println!("{n}");
}
