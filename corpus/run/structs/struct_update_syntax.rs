//! `..base` fills the remaining fields; Copy fields leave the base usable.
#[derive(Clone, Debug)]
struct Config {
    name: String,
    width: u32,
    height: u32,
    verbose: bool,
}

fn main() {
    let base = Config { name: String::from("base"), width: 80, height: 24, verbose: false };
    let wide = Config { name: String::from("wide"), width: 132, ..base };
    println!("{wide:?}");
    println!("{} {}", base.name, base.height);
    let loud = Config { verbose: true, ..wide.clone() };
    println!("{loud:?}");
    let moved = Config { height: 50, ..wide };
    println!("{moved:?} {} {}", wide.width, wide.verbose);
}
