//! What the others stand on.

#[derive(Debug, Clone, Default)]
pub struct Thing(pub i32);
#[macro_export]
macro_rules! shout { ($($t:tt)*) => { println!("{}!", format!($($t)*)) } }
