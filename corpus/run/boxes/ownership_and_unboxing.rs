//! A Box owns its value on the heap: it is dereferenced, changed, moved out of and compared by value.
#[derive(Debug, Clone, PartialEq)]
struct Big {
    name: String,
    data: [u64; 4],
}

fn enlarge(mut big: Box<Big>) -> Box<Big> {
    big.data[0] += 1;
    big.name.push('+');
    big
}

fn main() {
    let mut n = Box::new(5);
    *n += 1;
    println!("{} {}", n, *n * 2);
    let big = Box::new(Big { name: String::from("big"), data: [1; 4] });
    let copy = big.clone();
    let big = enlarge(big);
    println!("{:?} {}", big, big == copy);
    let Big { name, data } = *big;
    println!("{name} {data:?}");
    let inner: Big = *copy;
    println!("{}", inner.name);
    let slice: Box<[i32]> = vec![1, 2, 3].into_boxed_slice();
    println!("{} {:?}", slice.len(), slice.into_vec());
    println!("{} {}", size_of::<Box<Big>>(), size_of::<Option<Box<Big>>>());
}
