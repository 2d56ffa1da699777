//! RefCell lends many readers or one writer, and says so when asked.
use std::cell::RefCell;

fn main() {
    let cell = RefCell::new(vec![1, 2]);
    cell.borrow_mut().push(3);
    {
        let first = cell.borrow();
        let second = cell.borrow();
        println!("{} {}", first.len() + second.len(), cell.try_borrow_mut().is_err());
    }
    {
        let mut writer = cell.borrow_mut();
        writer[0] = 10;
        println!("{}", cell.try_borrow().is_err());
    }
    println!("{cell:?}");
    println!("{:?} {:?}", cell.replace(vec![]), cell.take());
    println!("{:?}", cell.into_inner());
}
