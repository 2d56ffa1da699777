//! Arrays become slices and concrete types trait objects, behind references, boxes and reference counters.
use std::fmt::Debug;
use std::rc::Rc;

fn show(value: Box<dyn Debug>) -> String {
    format!("{value:?}")
}

fn pick(flag: bool) -> Box<dyn Debug> {
    if flag { Box::new(1) } else { Box::new("one") }
}

fn main() {
    let slice: &[u8] = &[1, 2, 3];
    let boxed: Box<[u8]> = Box::new([4, 5]);
    let shared: Rc<dyn Debug> = Rc::new(Some(6));
    println!("{} {} {shared:?}", slice.len(), boxed.len());
    println!("{} {}", show(Box::new((1, 'x'))), show(pick(true)));
    let list: Vec<&dyn Debug> = vec![&1, &"two", &[3.0]];
    println!("{list:?} {:?}", pick(false));
    let function: fn(i32) -> i32 = if slice.len() > 2 { |n| n + 1 } else { |n| n - 1 };
    println!("{}", function(1));
    println!("{} {}", size_of::<&[u8; 3]>(), size_of::<&[u8]>());
}
