//! take, skip, step_by and the conditional forms, on finite and infinite iterators.
fn main() {
    println!("{:?}", (1..).take(3).collect::<Vec<u8>>());
    println!("{:?}", (0..10).skip(7).collect::<Vec<_>>());
    println!("{:?}", (0..10).step_by(4).collect::<Vec<_>>());
    println!("{:?}", [1, 3, 4, 5].iter().take_while(|n| *n % 2 == 1).collect::<Vec<_>>());
    println!("{:?}", [1, 3, 4, 5].iter().skip_while(|n| *n % 2 == 1).collect::<Vec<_>>());
    println!("{:?}", [1, 2, 3].iter().cycle().skip(2).take(5).collect::<Vec<_>>());
    println!("{:?}", std::iter::repeat("x").take(3).collect::<String>());
    println!("{:?}", std::iter::once(1).chain([2, 3]).chain(std::iter::empty()).collect::<Vec<_>>());
    println!("{:?}", std::iter::successors(Some(1u32), |n| n.checked_mul(10)).last());
    let mut state = 1;
    let powers = std::iter::from_fn(|| {
        state *= 2;
        if state < 40 { Some(state) } else { None }
    });
    println!("{:?}", powers.collect::<Vec<_>>());
    println!(
        "{:?}",
        (1..=4)
            .scan(0, |sum, n| {
                *sum += n;
                Some(*sum)
            })
            .collect::<Vec<_>>()
    );
    println!("{:?}", (1..9).map_while(|n| if n < 4 { Some(n * n) } else { None }).collect::<Vec<_>>());
}
