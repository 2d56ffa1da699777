//! A pointer to an object cannot be cast to one of the same trait with other arguments.
trait Generic<T> {}
impl Generic<i32> for () {}
impl Generic<u32> for () {}

fn main() {
    let of_i32: *const dyn Generic<i32> = &();
    let _of_u32 = of_i32 as *const dyn Generic<u32>; //~ E0606
}
