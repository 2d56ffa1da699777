//! A private field is read from outside its module.
mod bank {
    pub struct Account {
        balance: i64,
    }

    impl Account {
        pub fn new() -> Self {
            Account { balance: 10 }
        }

        pub fn double(&self) -> i64 {
            self.balance * 2
        }
    }
}

fn main() {
    let account = bank::Account::new();
    println!("{}", account.double());
    println!("{}", account.balance); //~ E0616
}
