//! A private function of a module is called from outside.
mod bank {
    pub fn open() -> u32 {
        secret()
    }

    fn secret() -> u32 {
        42
    }
}

fn main() {
    println!("{} {}", bank::open(), bank::secret()); //~ E0603
}
