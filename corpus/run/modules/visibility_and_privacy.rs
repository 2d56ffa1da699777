//! Private fields are reached through public functions; pub(super) and pub(crate) widen by steps.
//@ stdout: Anna 15
//@ stdout: 0
mod bank {
    pub struct Account {
        pub owner: String,
        balance: i64,
    }

    impl Account {
        pub fn new(owner: &str) -> Self {
            Account { owner: owner.to_string(), balance: 0 }
        }

        pub fn deposit(&mut self, amount: i64) {
            self.balance = audit::checked(self.balance, amount);
        }

        pub fn balance(&self) -> i64 {
            self.balance
        }
    }

    mod audit {
        pub(super) fn checked(old: i64, amount: i64) -> i64 {
            old + rounded(amount)
        }

        pub(in super::super) fn rounded(amount: i64) -> i64 {
            amount / 5 * 5
        }
    }

    pub(crate) fn reset(account: &mut Account) {
        account.balance = audit::rounded(3);
    }
}

fn main() {
    let mut account = bank::Account::new("Ann");
    account.deposit(12);
    account.deposit(7);
    account.owner.push('a');
    println!("{} {}", account.owner, account.balance());
    bank::reset(&mut account);
    println!("{}", account.balance());
}
