//! The adapters of `Iterator`: those that change items in `map`, those that choose in `select`, those that combine
//! iterators in `combine`, those that look ahead or repeat in `other`.

mod combine;
mod map;
mod other;
mod select;

pub use self::combine::{Chain, FlatMap, Flatten, Zip, chain, zip};
pub use self::map::{Cloned, Copied, Enumerate, FilterMap, Inspect, Map, MapWhile, Scan};
pub use self::other::{Cycle, Fuse, Peekable, Rev};
pub(crate) use self::other::try_process;
pub use self::select::{Filter, Skip, SkipWhile, StepBy, Take, TakeWhile};

// Of nothing at all, or of what is nothing.
impl<A: Default, B: Default> Default for Chain<A, B> {
    fn default() -> Self { Chain::new(A::default(), B::default()) }
}
impl<I: Default> Default for Cloned<I> {
    fn default() -> Self { Cloned::new(I::default()) }
}
impl<I: Default> Default for Copied<I> {
    fn default() -> Self { Copied::new(I::default()) }
}
impl<I: Default> Default for Enumerate<I> {
    fn default() -> Self { Enumerate::new(I::default()) }
}
impl<I: Default> Default for Rev<I> {
    fn default() -> Self { Rev::new(I::default()) }
}
impl<I: Default> Default for Fuse<I> {
    fn default() -> Self { Fuse::new(I::default()) }
}
impl<I: Default + Iterator<Item: IntoIterator>> Default for Flatten<I> {
    fn default() -> Self { Flatten::new(I::default()) }
}
