//! A method's `&mut self` borrow starts only when its arguments have been evaluated.
//@ stdout: [1, 2, 2]
//@ stdout: 21 [10, 21]
//@ stdout: [3, 2, 3] [1, 2, 3]
struct Account {
    balance: i32,
    history: Vec<i32>,
}

impl Account {
    fn balance(&self) -> i32 {
        self.balance
    }

    fn deposit(&mut self, amount: i32) -> i32 {
        self.balance += amount;
        self.history.push(self.balance);
        self.balance
    }
}

fn main() {
    let mut values = vec![1, 2];
    values.push(values.len() as i32);
    println!("{values:?}");
    let mut account = Account { balance: 5, history: vec![] };
    account.deposit(account.balance());
    account.deposit(account.history.len() as i32 + account.balance);
    println!("{} {:?}", account.balance(), account.history);
    let mut array = [1, 2, 3];
    array[0] += array[1];
    values[2] = values[0] + values[1];
    println!("{array:?} {values:?}");
}
