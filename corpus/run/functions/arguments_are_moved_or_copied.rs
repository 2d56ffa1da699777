//! Copy arguments leave the caller's value usable, other arguments are moved, references lend.
#[derive(Clone, Copy)]
struct Small(i32);

struct Big {
    name: String,
}

fn take_small(mut small: Small) -> i32 {
    small.0 += 1;
    small.0
}

fn take_big(mut big: Big) -> Big {
    big.name.push('!');
    big
}

fn length(big: &Big) -> usize {
    big.name.len()
}

fn rename(big: &mut Big, name: &str) {
    big.name = name.to_string();
}

fn main() {
    let small = Small(1);
    println!("{} {}", take_small(small), small.0);
    let big = Big { name: String::from("big") };
    println!("{}", length(&big));
    let mut big = take_big(big);
    println!("{}", big.name);
    rename(&mut big, "new");
    println!("{}", big.name);
}
