//! `std::iter`. The traits are in `iter::{iterator, traits}`, adapters in `iter::adapters`, sources in `iter::sources`,
//! ranges as iterators in `iter::range`.

mod adapters;
mod iterator;
mod range;
mod sources;
mod sum;
mod traits;

pub use self::adapters::{
    Chain, Cloned, Copied, Cycle, Enumerate, Filter, FilterMap, FlatMap, Flatten, Fuse, Inspect, Map, MapWhile, Peekable,
    Rev, Scan, Skip, SkipWhile, StepBy, Take, TakeWhile, Zip, chain, zip,
};
pub(crate) use self::adapters::try_process;
pub use self::iterator::Iterator;
pub use self::range::Step;
pub use self::sources::{
    Empty, FromFn, Once, OnceWith, Repeat, RepeatN, RepeatWith, Successors, empty, from_fn, once, once_with, repeat,
    repeat_n, repeat_with, successors,
};
pub use self::sum::{Product, Sum};
pub use self::traits::{
    DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, FusedIterator, IntoIterator, TrustedLen,
};
