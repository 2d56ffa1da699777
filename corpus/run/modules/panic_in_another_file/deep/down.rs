pub fn fall(n: u32) {
    println!("{}", 10 / n);
}
