//! Raw pointers are made safely and read, written and offset in unsafe blocks.
unsafe fn sum(start: *const i32, count: usize) -> i32 {
    let mut total = 0;
    for i in 0..count {
        total += unsafe { *start.add(i) };
    }
    total
}

fn main() {
    let mut n = 5;
    let pointer = &raw mut n;
    unsafe {
        *pointer += 1;
        pointer.write(pointer.read() * 2);
    }
    println!("{n}");
    let values = [1, 2, 3, 4];
    println!("{}", unsafe { sum(values.as_ptr(), values.len()) });
    println!("{}", unsafe { *values.as_ptr().add(2) });
    let boxed = Box::into_raw(Box::new(String::from("raw")));
    unsafe {
        (*boxed).push('!');
        println!("{}", Box::from_raw(boxed));
    }
    let null: *const u8 = std::ptr::null();
    println!("{} {}", null.is_null(), pointer.is_null());
}
