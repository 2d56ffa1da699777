pub mod door;

pub struct Vault {
    pub shown: u32,
    hidden: u32,
}

impl Vault {
    pub fn new(n: u32) -> Vault {
        Vault { shown: n, hidden: secret(n) }
    }
    pub fn peek(&self) -> u32 {
        self.hidden
    }
}

fn secret(n: u32) -> u32 {
    n * 10
}
