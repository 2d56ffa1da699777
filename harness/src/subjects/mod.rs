//! The subjects at hand: the interpreter, and the false ones that prove the comparison sees through them.

mod canaries;
mod interpreter;

pub use canaries::{Constant, Echo, Flip, Null, Skip};
pub use interpreter::Interpreter;
