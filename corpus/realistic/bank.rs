//! A bank: accounts behind a trait, error enums converted by `?`, transfers that undo themselves, and a report.
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Display};
use std::ops::{Add, Sub};
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Money(i64);

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::default(), Add::add)
    }
}

impl Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100);
        f.pad(&text)
    }
}

impl FromStr for Money {
    type Err = BankError;

    fn from_str(text: &str) -> Result<Money, BankError> {
        let bad = || BankError::BadAmount(text.to_string());
        let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
        if cents.len() != 2 {
            return Err(bad());
        }
        let whole: i64 = whole.parse().map_err(|_| bad())?;
        let cents: i64 = cents.parse().map_err(|_| bad())?;
        Ok(Money(whole * 100 + cents))
    }
}

#[derive(Debug, PartialEq)]
enum AccountError {
    Insufficient { balance: Money, wanted: Money },
    Frozen,
    NotPositive(Money),
}

#[derive(Debug)]
enum BankError {
    UnknownAccount(u32),
    BadAmount(String),
    Refused { id: u32, cause: AccountError },
    BadCommand(String),
    BadNumber(std::num::ParseIntError),
}

impl Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AccountError::Insufficient { balance, wanted } => write!(f, "{wanted} of {balance} wanted"),
            AccountError::Frozen => write!(f, "frozen"),
            AccountError::NotPositive(amount) => write!(f, "{amount} is not positive"),
        }
    }
}

impl Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BankError::UnknownAccount(id) => write!(f, "no account {id}"),
            BankError::BadAmount(text) => write!(f, "{text:?} is no amount"),
            BankError::Refused { id, cause } => write!(f, "account {id} refused: {cause}"),
            BankError::BadCommand(text) => write!(f, "cannot {text:?}"),
            BankError::BadNumber(error) => write!(f, "bad account number, {error}"),
        }
    }
}

impl Error for AccountError {}

impl Error for BankError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            BankError::Refused { cause, .. } => Some(cause),
            BankError::BadNumber(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::num::ParseIntError> for BankError {
    fn from(error: std::num::ParseIntError) -> Self {
        BankError::BadNumber(error)
    }
}

fn check_positive(amount: Money) -> Result<(), AccountError> {
    if amount > Money(0) { Ok(()) } else { Err(AccountError::NotPositive(amount)) }
}

trait Account {
    fn kind(&self) -> &'static str;
    fn balance(&self) -> Money;
    fn set_balance(&mut self, balance: Money);

    fn available(&self) -> Money {
        self.balance()
    }

    fn deposit(&mut self, amount: Money) -> Result<(), AccountError> {
        check_positive(amount)?;
        self.set_balance(self.balance() + amount);
        Ok(())
    }

    fn withdraw(&mut self, amount: Money) -> Result<(), AccountError> {
        check_positive(amount)?;
        if amount > self.available() {
            return Err(AccountError::Insufficient { balance: self.available(), wanted: amount });
        }
        self.set_balance(self.balance() - amount);
        Ok(())
    }

    fn month_end(&mut self) {}
}

struct Savings {
    balance: Money,
    rate_percent: i64,
}

struct Checking {
    balance: Money,
    overdraft: Money,
}

struct Frozen(Money);

impl Account for Savings {
    fn kind(&self) -> &'static str {
        "savings"
    }
    fn balance(&self) -> Money {
        self.balance
    }
    fn set_balance(&mut self, balance: Money) {
        self.balance = balance;
    }
    fn month_end(&mut self) {
        self.balance = self.balance + Money(self.balance.0 * self.rate_percent / 1200);
    }
}

impl Account for Checking {
    fn kind(&self) -> &'static str {
        "checking"
    }
    fn balance(&self) -> Money {
        self.balance
    }
    fn set_balance(&mut self, balance: Money) {
        self.balance = balance;
    }
    fn available(&self) -> Money {
        self.balance + self.overdraft
    }
    fn month_end(&mut self) {
        if self.balance < Money(0) {
            self.balance = self.balance - Money(500);
        }
    }
}

impl Account for Frozen {
    fn kind(&self) -> &'static str {
        "frozen"
    }
    fn balance(&self) -> Money {
        self.0
    }
    fn set_balance(&mut self, _balance: Money) {
        unreachable!("a frozen account never changes");
    }
    fn deposit(&mut self, _amount: Money) -> Result<(), AccountError> {
        Err(AccountError::Frozen)
    }
    fn withdraw(&mut self, _amount: Money) -> Result<(), AccountError> {
        Err(AccountError::Frozen)
    }
}

#[derive(Default)]
struct Bank {
    accounts: BTreeMap<u32, Box<dyn Account>>,
    log: Vec<String>,
}

impl Bank {
    fn open(&mut self, account: impl Account + 'static) -> u32 {
        let id = self.accounts.keys().next_back().map_or(100, |last| last + 1);
        self.accounts.insert(id, Box::new(account));
        id
    }

    fn account(&mut self, id: u32) -> Result<&mut (dyn Account + 'static), BankError> {
        self.accounts.get_mut(&id).map(|account| &mut **account).ok_or(BankError::UnknownAccount(id))
    }

    fn transfer(&mut self, from: u32, to: u32, amount: Money) -> Result<(), BankError> {
        let refused = |id| move |cause| BankError::Refused { id, cause };
        self.account(from)?.withdraw(amount).map_err(refused(from))?;
        let deposited = match self.account(to) {
            Ok(account) => account.deposit(amount).map_err(refused(to)),
            Err(error) => Err(error),
        };
        if let Err(error) = deposited {
            self.account(from)?.deposit(amount).expect("what was taken can be put back");
            return Err(error);
        }
        self.log.push(format!("{from} -> {to}: {amount}"));
        Ok(())
    }

    fn execute(&mut self, command: &str) -> Result<Money, BankError> {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words[..] {
            ["deposit", id, amount] => {
                let (id, amount) = (id.parse()?, amount.parse()?);
                let account = self.account(id)?;
                account.deposit(amount).map_err(|cause| BankError::Refused { id, cause })?;
                Ok(account.balance())
            }
            ["withdraw", id, amount] => {
                let (id, amount) = (id.parse()?, amount.parse()?);
                let account = self.account(id)?;
                account.withdraw(amount).map_err(|cause| BankError::Refused { id, cause })?;
                Ok(account.balance())
            }
            ["transfer", from, to, amount] => {
                let from = from.parse()?;
                self.transfer(from, to.parse()?, amount.parse()?)?;
                Ok(self.account(from)?.balance())
            }
            _ => Err(BankError::BadCommand(command.to_string())),
        }
    }

    fn total(&self) -> Money {
        self.accounts.values().map(|account| account.balance()).sum()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut bank = Bank::default();
    bank.open(Savings { balance: "1200.00".parse()?, rate_percent: 6 });
    bank.open(Checking { balance: "50".parse()?, overdraft: "100.00".parse()? });
    bank.open(Frozen(Money(7)));
    let commands = [
        "deposit 101 25.50",
        "withdraw 101 150.00",
        "withdraw 101 50.00",
        "transfer 100 101 300.25",
        "transfer 101 102 10.00",
        "transfer 101 999 10.00",
        "deposit 100 -5.00",
        "deposit 100 1.5",
        "deposit x 1.50",
        "withdraw 102 0.01",
    ];
    for command in commands {
        match bank.execute(command) {
            Ok(balance) => println!("{command:<26}{balance:>10}"),
            Err(error) => {
                println!("{command:<26}{error} {}", error.source().is_some());
            }
        }
    }
    println!("total {}", bank.total());
    for account in bank.accounts.values_mut() {
        account.month_end();
    }
    for (id, account) in &bank.accounts {
        println!("{id} {:<9}{:>9}", account.kind(), account.balance());
    }
    println!("log {:?}", bank.log);
    Ok(())
}
