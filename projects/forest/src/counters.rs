//! State, threads and exit codes.

pub struct Counter(i64);

impl Counter {
    pub fn new(start: i64) -> Counter {
        Counter(start)
    }

    pub fn bump(&mut self) {
        self.bump_by(1);
    }

    pub fn bump_by(&mut self, by: i64) {
        assert!(by >= 0, "counters do not run backwards");
        self.0 += by;
    }

    pub fn get(&self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for Counter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}

thread_local! {
    pub static TALLY: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use super::{Counter, TALLY};

    #[test]
    fn local_0() {
        let mut counter = Counter::new(0);
        counter.bump();
        assert_eq!(counter.get(), 1);
    }

    #[test]
    fn local_1() {
        let mut counter = Counter::new(1);
        counter.bump();
        assert_eq!(counter.get(), 2);
    }

    #[test]
    fn local_2() {
        let mut counter = Counter::new(2);
        counter.bump();
        assert_eq!(counter.get(), 3);
    }

    #[test]
    fn local_3() {
        let mut counter = Counter::new(3);
        counter.bump();
        assert_eq!(counter.get(), 4);
    }

    #[test]
    fn local_4() {
        let mut counter = Counter::new(4);
        counter.bump();
        assert_eq!(counter.get(), 5);
    }

    #[test]
    fn local_5() {
        let mut counter = Counter::new(5);
        counter.bump();
        assert_eq!(counter.get(), 6);
    }

    #[test]
    fn local_6() {
        let mut counter = Counter::new(6);
        counter.bump();
        assert_eq!(counter.get(), 7);
    }

    #[test]
    fn local_7() {
        let mut counter = Counter::new(7);
        counter.bump();
        assert_eq!(counter.get(), 8);
    }

    #[test]
    fn bumps_by() {
        let mut counter = Counter::new(0);
        counter.bump_by(5);
        assert_eq!(counter.get(), 5);
    }

    #[test]
    #[should_panic(expected = "backwards")]
    fn cannot_go_back() {
        Counter::new(0).bump_by(-1);
    }

    #[test]
    fn goes_back() {
        Counter::new(0).bump_by(-1);
    }

    #[test]
    fn prints() {
        println!("{}", Counter::new(3));
        assert_eq!(Counter::new(3).to_string(), "#3");
    }

    #[test]
    fn thread_local() {
        TALLY.with(|t| t.set(t.get() + 1));
        assert_eq!(TALLY.with(|t| t.get()), 1);
    }

    #[test]
    fn thread_local_again() {
        TALLY.with(|t| t.set(t.get() + 1));
        assert_eq!(TALLY.with(|t| t.get()), 1);
    }

    #[test]
    fn atomics() {
        use std::sync::atomic::{AtomicU32, Ordering};
        let n = AtomicU32::new(1);
        n.fetch_add(2, Ordering::SeqCst);
        assert_eq!(n.into_inner(), 3);
    }

    #[test]
    fn joined_thread() {
        let n = std::thread::spawn(|| 41 + 1).join().unwrap();
        assert_eq!(n, 42);
    }

    #[test]
    fn panicking_thread() {
        let result = std::thread::Builder::new()
            .name("helper".into())
            .spawn(|| -> u32 { panic!("in a thread") })
            .unwrap()
            .join();
        assert!(result.is_err());
    }

    #[test]
    fn mutex() {
        let m = std::sync::Mutex::new(1);
        *m.lock().unwrap() += 1;
        assert_eq!(*m.lock().unwrap(), 2);
    }

    #[test]
    fn exit_code() -> std::process::ExitCode {
        ExitCode::SUCCESS
    }

    #[test]
    fn bad_exit_code() -> std::process::ExitCode {
        println!("about to fail");
        ExitCode::from(3)
    }
}
