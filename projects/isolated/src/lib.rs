//! Tests that would end the process of a compiled test program, beside tests that have to go on.

use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Counts its calls.
pub fn count() -> u32 {
    COUNT.fetch_add(1, Ordering::SeqCst) + 1
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn a_first_count() {
        assert_eq!(count(), 1);
    }

    #[test]
    fn b_aborts() {
        std::process::abort();
    }

    #[test]
    fn c_second_count() {
        assert_eq!(count(), 1);
    }

    #[test]
    fn d_exits() {
        println!("about to exit");
        std::process::exit(0);
    }

    #[test]
    #[should_panic]
    fn e_exits_instead_of_panicking() {
        std::process::exit(0);
    }

    #[test]
    fn f_never_ends() {
        let mut n = 0_u64;
        loop {
            n = n.wrapping_add(count().into());
        }
    }

    #[test]
    fn g_overflows_the_stack() {
        fn deeper(n: u64) -> u64 {
            let pad = std::hint::black_box([n; 8192]);
            if n == u64::MAX { 0 } else { deeper(n + 1) + pad[17] }
        }
        assert_eq!(deeper(0), 0);
    }

    #[test]
    fn h_panics_twice() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("second");
            }
        }
        let _bomb = Bomb;
        panic!("first");
    }

    #[test]
    fn i_last_count() {
        assert_eq!(count(), 1);
    }
}
