//! What is dropped when.

use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u32>>>);

pub struct Item {
    log: Log,
    pub id: u32,
    noisy: bool,
}

impl Log {
    pub fn item(&self, id: u32) -> Item {
        Item { log: self.clone(), id, noisy: false }
    }

    pub fn noisy(&self, id: u32) -> Item {
        Item { log: self.clone(), id, noisy: true }
    }

    pub fn taken(&self) -> Vec<u32> {
        self.0.lock().unwrap().clone()
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        if self.noisy {
            println!("dropping {}", self.id);
        }
        self.log.0.lock().unwrap().push(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_0() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
        }
        assert_eq!(log.taken(), [0]);
    }

    #[test]
    fn order_1() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
            let _v1 = log.item(1);
        }
        assert_eq!(log.taken(), [1, 0]);
    }

    #[test]
    fn order_2() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
            let _v1 = log.item(1);
            let _v2 = log.item(2);
        }
        assert_eq!(log.taken(), [2, 1, 0]);
    }

    #[test]
    fn order_3() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
            let _v1 = log.item(1);
            let _v2 = log.item(2);
            let _v3 = log.item(3);
        }
        assert_eq!(log.taken(), [3, 2, 1, 0]);
    }

    #[test]
    fn order_4() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
            let _v1 = log.item(1);
            let _v2 = log.item(2);
            let _v3 = log.item(3);
            let _v4 = log.item(4);
        }
        assert_eq!(log.taken(), [4, 3, 2, 1, 0]);
    }

    #[test]
    fn order_5() {
        let log = Log::default();
        {
            let _v0 = log.item(0);
            let _v1 = log.item(1);
            let _v2 = log.item(2);
            let _v3 = log.item(3);
            let _v4 = log.item(4);
            let _v5 = log.item(5);
        }
        assert_eq!(log.taken(), [5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn during_panic() {
        let log = Log::default();
        let _item = log.noisy(1);
        panic!("with an item alive");
    }

    #[test]
    fn forgotten() {
        let log = Log::default();
        std::mem::forget(log.item(1));
        assert!(log.taken().is_empty());
    }

    #[test]
    fn replaced() {
        let log = Log::default();
        let mut item = log.item(1);
        item = log.item(2);
        drop(item);
        assert_eq!(log.taken(), [1, 2]);
    }

    #[test]
    fn moved() {
        let log = Log::default();
        let item = log.item(1);
        std::mem::drop(item);
        assert_eq!(log.taken(), [1]);
    }

    #[test]
    fn in_a_vector() {
        let log = Log::default();
        drop(vec![log.item(1), log.item(2)]);
        assert_eq!(log.taken(), [1, 2]);
    }

    #[test]
    fn in_an_option() {
        let log = Log::default();
        let mut slot = Some(log.item(1));
        slot.take();
        assert_eq!(log.taken(), [1]);
    }

    #[test]
    fn caught() {
        let log = Log::default();
        let inner = log.clone();
        let result = std::panic::catch_unwind(move || {
            let _item = inner.item(1);
            panic!("caught");
        });
        assert!(result.is_err());
        assert_eq!(log.taken(), [1]);
    }

    #[test]
    fn temporary() {
        let log = Log::default();
        assert_eq!(log.item(4).id, 4);
        assert_eq!(log.taken(), [4]);
    }

    #[test]
    fn wrong_order() {
        let log = Log::default();
        {
            let _a = log.item(1);
            let _b = log.item(2);
        }
        assert_eq!(log.taken(), [1, 2], "fields drop in order, locals do not");
    }

    #[test]
    fn fields() {
        let log = Log::default();
        drop((log.item(1), log.item(2)));
        assert_eq!(log.taken(), [1, 2]);
    }

    #[test]
    #[ignore]
    fn never_run() {
        let _ = Log::default();
    }

    #[test]
    #[should_panic(expected = "quietly")]
    fn resumed() {
        std::panic::resume_unwind(Box::new("quietly"));
    }

    #[test]
    fn shared() {
        let log = Log::default();
        let a = std::rc::Rc::new(log.item(1));
        let b = a.clone();
        drop(a);
        assert!(log.taken().is_empty());
        drop(b);
        assert_eq!(log.taken(), [1]);
    }

    #[test]
    fn returned() {
        let log = Log::default();
        fn pass(item: Item) -> Item {
            item
        }
        let item = pass(log.item(3));
        assert!(log.taken().is_empty());
        drop(item);
    }
}
