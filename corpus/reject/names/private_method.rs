//! A private method is called from outside its module.
mod bank {
    pub struct Account;

    impl Account {
        fn audit(&self) -> u32 {
            7
        }

        pub fn check(&self) -> u32 {
            self.audit()
        }
    }
}

fn main() {
    println!("{}", bank::Account.check());
    println!("{}", bank::Account.audit()); //~ E0624
}
