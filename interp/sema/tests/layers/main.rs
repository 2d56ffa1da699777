//! The layers, each on small programs: names, what items say, unification, traits, methods, inference, niches.

mod collect;
mod infer;
mod method;
mod names;
mod niche;
mod program;
mod table;
mod traits;
mod well_formed;
