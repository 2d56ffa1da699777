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
