//! Quicksort of pseudo-random integers in place: recursion, comparisons and swaps by index.
const N: usize = 1_000_000;

fn make_values(count: usize) -> Vec<i64> {
    let mut values = Vec::with_capacity(count);
    let mut seed: i64 = 42;
    for _ in 0..count {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        values.push(seed);
    }
    values
}

fn quicksort(values: &mut [i64], low: usize, high: usize) {
    let pivot = values[(low + high) / 2];
    let mut i = low;
    let mut j = high;
    loop {
        while values[i] < pivot {
            i += 1;
        }
        while values[j] > pivot {
            j -= 1;
        }
        if i >= j {
            break;
        }
        values.swap(i, j);
        i += 1;
        j -= 1;
    }
    if low < j {
        quicksort(values, low, j);
    }
    if j + 1 < high {
        quicksort(values, j + 1, high);
    }
}

fn checksum(values: &[i64]) -> i64 {
    let mut sum = 0;
    for value in values {
        sum = (sum * 31 + value) % 1_000_000_007;
    }
    sum
}

fn main() {
    let mut values = make_values(N);
    quicksort(&mut values, 0, N - 1);
    println!("{} {} {}", values[0], values[N - 1], checksum(&values));
}
