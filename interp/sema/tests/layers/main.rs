//! The layers below inference, each on small programs: names, what items say, unification, traits, methods, niches.

mod collect;
mod method;
mod names;
mod niche;
mod program;
mod table;
mod traits;
mod well_formed;
