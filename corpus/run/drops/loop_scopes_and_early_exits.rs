//! Each turn of a loop, and every break, continue and return, drops what it leaves.
struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn search(limit: u32) -> Option<u32> {
    let _outer = Noisy(100);
    for n in 0..limit {
        let noisy = Noisy(n);
        if n == 0 {
            continue;
        }
        let _inner = Noisy(n + 10);
        if n == 2 {
            return Some(noisy.0);
        }
        println!("turn {n}");
    }
    None
}

fn fails(n: i32) -> Result<i32, String> {
    let _guard = Noisy(200);
    let value = if n > 0 { Ok(n) } else { Err("bad".to_string()) }?;
    println!("passed");
    Ok(value)
}

fn main() {
    println!("{:?}", search(5));
    println!("{:?} {:?}", fails(1), fails(0));
    let value = 'block: {
        let _in_block = Noisy(300);
        break 'block 1;
    };
    println!("{value}");
}
