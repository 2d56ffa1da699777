//! Functions may call each other and themselves regardless of the order they are written in.
fn is_even(n: u32) -> bool {
    if n == 0 { true } else { is_odd(n - 1) }
}

fn is_odd(n: u32) -> bool {
    if n == 0 { false } else { is_even(n - 1) }
}

fn ackermann(m: u64, n: u64) -> u64 {
    if m == 0 {
        n + 1
    } else if n == 0 {
        ackermann(m - 1, 1)
    } else {
        ackermann(m - 1, ackermann(m, n - 1))
    }
}

fn hanoi(disks: u32, from: char, to: char, spare: char, moves: &mut u32) {
    if disks == 0 {
        return;
    }
    hanoi(disks - 1, from, spare, to, moves);
    *moves += 1;
    if *moves <= 3 {
        println!("{from} -> {to}");
    }
    hanoi(disks - 1, spare, to, from, moves);
}

fn main() {
    println!("{} {}", is_even(10), is_odd(10));
    println!("{}", ackermann(2, 3));
    let mut moves = 0;
    hanoi(6, 'A', 'C', 'B', &mut moves);
    println!("{moves} moves");
}
