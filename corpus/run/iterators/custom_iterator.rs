//! Implementing next alone gives a type all adapters and the `for` loop.
struct Fibonacci {
    current: u64,
    next: u64,
}

impl Iterator for Fibonacci {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let result = self.current;
        self.current = self.next;
        self.next += result;
        Some(result)
    }
}

struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;

    fn next(&mut self) -> Option<Self::Item> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}

fn main() {
    let fibonacci = || Fibonacci { current: 0, next: 1 };
    println!("{:?}", fibonacci().take(10).collect::<Vec<_>>());
    println!("{}", fibonacci().take_while(|&n| n < 1000).filter(|n| n % 2 == 0).sum::<u64>());
    for n in Countdown(3) {
        print!("{n} ");
    }
    println!();
    let mut countdown = Countdown(5);
    for n in countdown.by_ref() {
        if n == 3 {
            break;
        }
    }
    println!("{:?} {:?}", countdown.next(), countdown.zip(fibonacci().skip(5)).last());
}
