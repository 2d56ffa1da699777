//! Two hundred tests in ten modules, some of which fail: what `treebeard test` prints of them is compared with what
//! the compiled test program prints.

pub mod arith;
pub mod counters;
pub mod drops;
pub mod glue;
pub mod lists;
pub mod maps;
pub mod shapes;
pub mod states;
pub mod trees;
pub mod words;
